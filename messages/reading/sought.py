"""The words of a search, folded: where a result stands, and what says nothing beside other words.

Lists, to be lengthened as people meet gaps.
"""

from collections.abc import Mapping
from typing import Final

# By the name of the status a result is kept under.
STATES: Final[Mapping[str, tuple[str, ...]]] = {
    "planned": ("du kien", "sap to chuc", "planned"),
    "received": ("cho ra soat", "chua ra soat", "moi nhan", "received", "just received", "waiting for review"),
    "more_wanted": ("can bo sung", "de nghi bo sung", "da de nghi bo sung", "more wanted"),
    "taken_in": ("da dua vao tong hop", "dua vao tong hop", "da tong hop", "da ra soat", "taken in", "reviewed"),
    "set_aside": ("de rieng", "da de rieng", "set aside"),
    "withdrawal_asked": ("de nghi rut", "xin rut", "withdrawal asked"),
    "withdrawn": ("da rut", "withdrawn"),
}
WEAK: Final = frozenset({
    "va", "ve", "cua", "cac", "nhung", "voi", "cho", "tai", "trong", "duoc", "ket qua", "cac ket qua",
    "the", "a", "an", "of", "and", "in", "on", "at", "for", "with", "results",
})  # fmt: skip
BEFORE_PLACES: Final = frozenset({"tinh", "thanh pho", "tp"})  # "tỉnh Thanh Hóa" is the unit, whole
BEFORE_TASKS: Final = frozenset({"nhiem vu", "nv", "task"})
THIS_MONTH: Final = ("thang nay", "this month")
