from scripts.mutate_reliability import listed, unfit


def test_every_listed_mutant_still_fits_the_code_and_names_tests_that_exist() -> None:
    assert list(unfit(listed())) == []


def test_the_list_is_as_long_as_is_promised_and_no_name_stands_twice() -> None:
    names = [mutant.name for mutant in listed()]
    assert len(names) == len(set(names)) >= 40
