"""The chat that most tests of the page are about, and a card in it."""

BUDI = "person=1001&chat=1001"
YES_NO = [[{"text": "Ya", "callback_data": "yes"}, {"text": "Tidak", "callback_data": "no"}]]
