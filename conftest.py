"""What every test run shares: packages found before folders of the same name, and the real servers."""

import chassis  # noqa: F401 - imported early, since the root folder has a directory of this name
import contracts  # noqa: F401 - likewise
import edge  # noqa: F401 - likewise

pytest_plugins = ["branchline.infrastructure.pytest_plugin"]
