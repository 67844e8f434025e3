"""The form for the reports for 2021 and later: 国办公开办函〔2021〕30号."""

from gongkai.recognise.forms.edition import Edition, blocks_from_codes

FORM_2021 = Edition(
    code="2021",
    notice="国办公开办函〔2021〕30号",
    other_rows=("other_uncorrected", "other_unpaid", "other_other"),
    blocks=blocks_from_codes("2021"),
)
