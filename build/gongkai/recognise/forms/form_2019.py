"""The form for the reports for 2019 and 2020: 国办公开办函〔2019〕60号 (试行)."""

from gongkai.recognise.forms.edition import Edition, blocks_from_codes

FORM_2019 = Edition(
    code="2019",
    notice="国办公开办函〔2019〕60号",
    other_rows=("other_undivided",),
    blocks=blocks_from_codes("2019"),
)
