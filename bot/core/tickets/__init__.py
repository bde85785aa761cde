"""The support desk as moves: from "Talk to a human" to "Did it help?".

`asking` gathers a ticket and shows it before it is sent, `handed` is the user's side while people have the
conversation, `staff` is the team's. What goes where is an effect; channels and desks only translate.
"""
