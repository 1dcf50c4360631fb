import json

from typer.testing import CliRunner

from branchline import doctor
from branchline.cli import app
from branchline.infrastructure.servers import free_port


def found(**environment: str) -> dict[str, doctor.Finding]:
    return {finding.name: finding for finding in doctor.check(environment)}


def test_everything_needed_is_looked_at_and_said_in_both_languages():
    findings = found()
    assert {"Python", "Java", "Maven", "Kafka", "Node", "PostgreSQL", "Docker", "Ports", "Disk", "Memory"} <= set(
        findings
    )
    assert all(finding.detail_zh and finding.detail_en for finding in findings.values())
    assert all(finding.ok or (finding.todo_zh and finding.todo_en) for finding in findings.values())


def test_what_this_project_brings_itself_is_found():
    findings = found()
    assert "PostgreSQL) 18" in findings["PostgreSQL"].detail_en
    assert findings["Java"].ok
    assert findings["Python"].ok


def test_addresses_are_looked_at_only_where_they_are_given():
    assert not {name for name in found() if name.startswith("BRANCHLINE_")}


def test_an_address_that_does_not_answer_says_so_without_its_password():
    url = f"postgresql://admin:secret@127.0.0.1:{free_port()}/postgres"
    finding = found(BRANCHLINE_POSTGRES=url)["BRANCHLINE_POSTGRES"]
    assert not finding.ok
    assert "secret" not in finding.detail_zh + finding.detail_en
    assert "BRANCHLINE_POSTGRES" in finding.todo_en


def test_an_address_that_is_none_says_so():
    assert not found(BRANCHLINE_KAFKA="127.0.0.1:many")["BRANCHLINE_KAFKA"].ok


def test_the_command_speaks_json():
    said = CliRunner().invoke(app, ["doctor", "--json"])
    assert said.exit_code in {0, 1}
    assert {"name", "ok", "detail_zh", "todo_en"} <= json.loads(said.stdout)[0].keys()
