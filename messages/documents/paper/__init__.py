"""Documents on paper, in the form of Decree 30/2020/NĐ-CP, appendix I: templates, and what fills them."""
