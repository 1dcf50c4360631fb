"""Why a file is refused as a whole, before any cell of it is judged."""

from chassis.refusals import Refused


class FileRefused(Refused):
    """Refuse a file; nothing of it has been read into the house."""

    status, duty = 422, "X3"


class FileTooLarge(FileRefused):
    """Refuse what would not fit into bounded memory and time."""

    code = "import.too_large"
    zh, en = "文件过大：{what}超过上限 {limit}。", "The file is too large: {what_en} above {limit}."
    advice_zh = "请删除多余的空行空列，或拆分成几个文件后分别导入。"
    advice_en = "Delete empty rows and columns, or split it into several files."

    @classmethod
    def by(cls, what: str, what_en: str, limit: object) -> "FileTooLarge":
        """Say which measure is exceeded."""
        return cls(what=what, what_en=what_en, limit=limit)


class FileTypeWrong(FileRefused):
    """Refuse a file that is not what its name says, or nothing that can be read."""

    code = "import.file_type"
    zh, en = "文件内容与扩展名 {suffix} 不符，或不支持该格式。", "The content is not what {suffix} promises."
    advice_zh, advice_en = "请另存为 .xlsx 或 .csv 后再导入。", "Save it as .xlsx or .csv and import that."


class FileEncrypted(FileRefused):
    """Refuse a workbook that opens with a password only."""

    code = "import.encrypted"
    zh, en = "文件已加密。", "The file is encrypted."
    advice_zh, advice_en = "请取消密码后另存再导入。", "Remove the password, save and import again."


class FileActive(FileRefused):
    """Refuse macros, external links and document type definitions: a sheet holds values alone."""

    code = "import.active_content"
    zh, en = "文件含有{what}，不予打开。", "The file holds {what_en} and is not opened."
    advice_zh = "请把数据“选择性粘贴为数值”到新的 .xlsx 文件后再导入。"
    advice_en = "Paste the values alone into a new .xlsx file and import that."


class FileBroken(FileRefused):
    """Refuse a file whose structure is damaged."""

    code = "import.broken"
    zh, en = "文件已损坏，{where}无法读取。", "The file is damaged: {where_en} cannot be read."
    advice_zh, advice_en = "请用 Excel 或 WPS 打开并另存后再导入。", "Open it in Excel or WPS, save and import again."


class EncodingUnknown(FileRefused):
    """Refuse text in an encoding that cannot be told with certainty."""

    code = "import.encoding"
    zh, en = "无法识别文件编码。", "The encoding of the file is not known."
    advice_zh = "请另存为“CSV UTF-8”或 GB18030 编码。"
    advice_en = "Save it as CSV UTF-8, UTF-16 with a byte order mark, or GB18030."


class FileEmpty(FileRefused):
    """Refuse a file without a row under its headings."""

    code = "import.empty"
    zh, en = "文件中没有数据行。", "There is no row of data in the file."
    advice_zh, advice_en = "首行应为列标题，其下为数据。", "The first row holds the headings, the rows below the data."


class KindUnknown(FileRefused):
    """Refuse a kind of sheet that nobody imports."""

    code = "import.kind_unknown"
    zh, en = "不认识的导入类型 {kind}。", "There is no import of {kind}."
    advice_zh, advice_en = "可选：{known}。", "Choose one of {known}."


REFUSALS = {
    each.code: each
    for each in (
        FileTooLarge, FileTypeWrong, FileEncrypted, FileActive, FileBroken, EncodingUnknown, FileEmpty,
    )
}  # fmt: skip
