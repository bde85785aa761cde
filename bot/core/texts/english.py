"""What the bot says to its users, in English."""

from __future__ import annotations

from typing import Final

ENGLISH: Final[dict[str, str]] = {
    # answers
    "head": "{title} – {cause_line}",
    "evidence": "Since {clause}, most likely {say}.",
    "usual": "Most often {say}.",
    "only cause": "Almost always {say}.",
    "unsure": "If I read you right:",
    "who you": "You can fix this yourself.",
    "who often you": "You can often fix this yourself.",
    "who your provider": "Only your provider can fix this.",
    "who nobody but time": "Waiting is the fix. Nothing you change at home will help.",
    "not checked account": "I have not looked at your account.",
    "not checked": "I can't see your screen or network from here.",
    "contexts": "Most likely an app showed it. From {others} it means something else.",
    "context xtream": "the panel (Xtream API)",
    "context gcore": "a Gcore server",
    "context mag": "a MAG portal",
    "or": " or ",
    "others": "You also named: {titles}.",
    "next": "Next most likely: {say}.",
    "next evidence": "Since {clause}, now most likely: {say}.",
    "next account": "Then let's look at the account itself, before anything in the app is changed.",
    "account steps": "Find your end date in your provider's message or on the app's account page.\n"
    "Count the devices that are on with this line. A TV in standby counts.",
    "next address": "Then the address and the kind of login.",
    "address steps": "Compare the server address with your provider's message, letter by letter, port too.\n"
    "Check the kind of login. A long link goes under M3U; server, user and password go under Xtream.\n"
    "Try it once. If it fails again, stop there: repeated logins get people blocked.",
    "ended": "That was everything I know for this, so it is your provider's turn.",
    "ended text": "Have ready: {have_ready}\nNever send your password: they don't need it.",
    "ended wait": "Then it is your provider's turn: only they see their servers.",
    "more head": "{title} – what is behind it:",
    "more have ready": "If you write to your provider, have this ready: {have_ready}",
    "more sources": "Source: {sources}. Last reviewed {reviewed}.",
    "source panels": "how panels behave",
    "no more": "That is all I know about “{title}”.",
    "question": "One question, so that I can tell the causes apart.",
    # buttons
    "fixed": "Fixed",
    "works again": "It works again",
    "helped": "That helps",
    "still": "Still broken",
    "not helped": "I still have a problem",
    "more": "Tell me more",
    "something else": "Something else",
    "skip": "I don't know",
    "new problem": "Another problem",
    # choosing
    "which": "Which one is it?",
    "which category": "Which of these comes closest?",
    "exact words": "Then send me the exact words or the code from the screen. A few lines of the log are fine too.",
    # nothing found
    "lost": "I don't know that one.",
    "lost again": "I still don't know that one, sorry.",
    "lost text": "If your app shows a code or a message, send me its exact words, or the log. Or pick the closest:",
    "login only": "A login alone tells me nothing of what goes wrong.",
    "login only text": "What does the screen show when it fails? The code or the exact words are all I need. "
    "For a look at the account there is /check.",
    "lost at": "If it belongs to “{title}”, press what fits. "
    "If it is something new, send me the code or the exact words.",
    "again": "I didn't get that.",
    "again text": "Please press what fits, or send me the code or the exact words from the screen.",
    "yes which": "Good. So does it work again?",
    "noted": "Noted. Does the step above help?",
    # account check
    "check": "Check my account",
    "check once more": "Check once more",
    "account first": "The account comes first: {what}.",
    "account first text": "Nothing in the app helps while that is so, and only your provider can change it.\n"
    "Once they have, I can look again.",
    "check private": "I only check accounts in private, so that nobody else sees your login.",
    "open private": "Open a private chat",
    "check ask": "Send me the link that your provider gave you, or server, username and password.",
    "check ask text": "A link looks like http://line.example.com:8080/get.php?username=…&password=…\n"
    "I ask the panel once, keep no login, and hide your message where I can. Not sure which kind you have?",
    "check m3u": "Copy the whole link from your provider's message and paste it here.",
    "check m3u text": "It is long, and looks like "
    "http://line.example.com:8080/get.php?username=…&password=…&type=m3u_plus",
    "check xtream": "Send server, username and password: all in one message, or one after the other.",
    "check xtream text": "The server looks like http://line.example.com:8080. Start with it, if you like.",
    "check mac": "Send the portal's address and the MAC of your box or app.",
    "check mac text": "Like http://portal.example.com/c/ and 00:1A:79:…: both stand in the app's or box's settings.",
    "check again": "Then send me the corrected login. I can try one more time at once.",
    "check again text": "Best is to copy it from your provider's message, without a blank before or after it.",
    "check unread": "I see no login in that.",
    "check unread text": "I need the whole link, or server, username and password, as they stand in your provider's "
    "message. I ask the panel once and keep no login. Or press Cancel.",
    "check lost": "I keep logins in memory only, and that was cleared. Please begin again with the link or the server.",
    "check lost text": "It looks like http://line.example.com:8080/get.php?username=…&password=…",
    "check need server": "And the server?",
    "check need server text": "It looks like http://line.example.com:8080, and stands in your provider's message.",
    "check need username": "And the username?",
    "check need username text": "Exactly as your provider wrote it: big and small letters matter.",
    "check need password": "And the password?",
    "check need password text": "Your next message is taken as the password, whatever it is. I keep it in memory only.",
    "check need mac": "And the MAC address?",
    "check need mac text": "It begins with 00:1A:79 as a rule, and stands in the settings of the box or app.",
    "kind m3u": "M3U link",
    "kind xtream": "Xtream login",
    "kind mac": "MAC / portal",
    "cancel": "Cancel",
    "check cancelled": "All right, no check. I kept nothing of a login.",
    "check several": "That holds more than one login. I check one account at a time: your own.",
    "check several text": "Please send only that one.",
    "check offer": "That is a login. Shall I ask the panel once whether the account is alive?",
    "check offer text": "I keep it in memory only, for a few minutes.",
    "check part": "That is the address of a server. I can ask it whether your account is alive.",
    "check part text": "I need the username and the password for that, or the MAC of a box.",
    "check anyway": "Check the account all the same",
    "check impossible": "That cannot be checked.",
    "check impossible text": "Send the link with get.php in it, or server, username and password.",
    "check too often": "You have checked a lot today. Again in {wait}, please: panels block those who ask too often.",
    "corrected": "Corrected: {link}\nI left your login out on purpose: put it in where the dots are.",
    "checking": "Checking once …",
    "check interrupted": "The check was interrupted, because I was restarted. I kept no login.",
    "check interrupted text": "Please send it once more if you still want to know.",
    "check hides": "It gives the same answer for a wrong password, an ended subscription and a blocked account.",
    "check remembered": "That is from {minutes} min ago: I don't ask a panel the same thing twice in a row.",
    "checked before": "I looked at your account a moment ago. {what}",
    "dry run": "The link is in order, and {server} may be asked. I asked nobody.",
    "typo": "It was a typo",
    "subscription ended": "My subscription ended",
    "neither": "Neither",
    "renew": "Then renewing it is the fix, and your provider is the one to ask.",
    "renew text": "Nothing in your app needs changing. After the payment, wait some minutes and open the app once.",
    "portal": "A check of a MAG portal logs your box out, and with some providers it gets the asker blocked.",
    "portal text": "So I don't do it. The safe ways: look for the end date in your box's or app's account page, "
    "or in your "
    "provider's message. If the box shows the channel list, the portal knows it.",
    "portal consent": "The safe way is the account page of your box or app: it shows the end date. If you want "
    "me to ask "
    "the portal all the same, your box must be restarted afterwards.",
    "portal agree": "Yes, ask the portal and log my box out",
    "again in": "Ask me again in {wait}.",
    "until": " until {date}",
    "used": ", and {active} of {max} connections are in use right now",
    "facts active": "Your account is active{until}{used}.",
    "facts trial": "Your trial account runs{until}{used}.",
    "months": "January February March April May June July August September October November December",
    "after active": "So the account is not the reason. Tell me what the screen shows, and we look further.",
    "after trial": "A trial may hold fewer channels. Tell me what the screen shows, and we look further.",
    "after max_connections": "All connections of your line are in use (a stream of your own that still runs "
    "counts too). "
    "Close the app on every device, a TV in standby as well, and wait two minutes.",
    "after expired": "The subscription ended on {exp_date}. Renewing it is the fix; nothing in your app needs "
    "changing.",
    "after banned": "The provider stopped this account. Only they can say why.",
    "after disabled": "The provider switched this account off. Only they can switch it on.",
    "after invalid_credentials": "The panel does not know this login. Copy username and password again from your "
    "provider's message, without blanks.",
    "after blocked": "The provider refuses this bot's address, so I cannot see your account. That says nothing "
    "about you. "
    "Look for the end date in your app or in their message.",
    "after rate_limited": "The panel asked this bot to slow down, so I saw nothing of your account. That says nothing "
    "about you. Ask me again in half an hour.",
    "after not_xtream": "Something answers at that address, but not as a panel that tells about accounts. "
    "Compare address "
    "and port with your provider's message.",
    "after malformed": "The panel's answer was broken, so I learned nothing about your account. Ask me again later.",
    "after server_error": "The provider's server has trouble of its own right now, so nobody can judge the account. "
    "Waiting is the fix.",
    "after unreachable": "I got no answer from that server. It may be down, or silent to this bot only. Compare the "
    "address with your provider's message, and try once from your side.",
    "after unknown": "The panel does not tell me how the account stands. Most often such an answer means a typo, "
    "or that "
    "the subscription ended. Look for your end date in your provider's message.",
    "verdict active": "the account is active",
    "verdict trial": "it is a trial that runs",
    "verdict max_connections": "all connections are in use",
    "verdict expired": "the subscription ended",
    "verdict banned": "the account was stopped",
    "verdict disabled": "the account is switched off",
    "verdict invalid_credentials": "it does not know the login",
    "verdict blocked": "it refuses this bot's address",
    "verdict rate_limited": "it asked this bot to slow down",
    "verdict not_xtream": "no panel answers there",
    "verdict malformed": "its answer was broken",
    "verdict server_error": "its server has trouble",
    "verdict unreachable": "there was no answer",
    "verdict unknown": "it hides the reason",
    "hint no date told": "The link works. A playlist tells no end date.",
    "hint no channels": "The playlist is empty, though: the account seems to have no packages. Ask your provider.",
    "hint stream link": "That link opens a single stream, which I don't do: it would use up a connection.",
    "hint another address": "The panel wants another address: look in your provider's message for the newest one.",
    "hint challenge": "A firewall in front of it lets browsers through only.",
    "hint address blocked": "It is this bot's address that is refused, not yours.",
    "hint weak evidence": "Some portals accept any MAC, so that is weak evidence.",
    "hint portal login": "The portal wants a username and password beside the MAC: they stand in your provider's "
    "message.",
    "hint old firmware": "The portal wants a newer box or app than it took me for.",
    "hint no such name": "No server has this name now: look at its spelling, or ask your provider for the new address.",
    "hint nobody listens": "Something is there, but nothing answers at this port: compare the number behind the colon.",
    "hint no encryption": "No safe connection could be made: does your provider's message say http:// or another port?",
    "hint other device": "The portal knows this MAC with another device. Your box is fine: ask your provider to "
    "reset it.",
    "refused failures": "Too many checks of this panel failed just now, so I leave it alone for a while.",
    "refused blocked": "This provider blocks the bot's address just now. That says nothing about you or your account.",
    "refused hourly": "I have asked this panel as often as I may for now.",
    "refused accounts": "I check few different accounts a day for each person: this is help with your own line.",
    "refused busy": "Somebody else's check of this panel is under way.",
    "refused store": "I cannot check just now, because I could not note it down. Please try later.",
    "refused failed": "Something went wrong in me while I checked. Nothing was kept. Please try later.",
    # talk
    "hello": "Hello! Tell me what your TV or app shows.",
    "hello text": "A code, a message, or just what goes wrong. For example: error 403 in TiviMate.",
    "named": "{names}: noted. What does it show?",
    "thanks": "You're welcome. If something else comes up, just write.",
    "swearing": "I get it: you want to watch, not to fix things. Let's make it short.",
    "swearing text": "What does the screen show? A code or the exact words is all I need.",
    "are you a bot": "I'm a program, no person.",
    "are you a bot text": "I know a few hundred IPTV errors, and I say so when I don't know one. "
    "Tell me what your TV or app shows.",
    "money": "I only explain errors: I sell no lines, know none, and see no payments.",
    "money text": "For prices, renewals and refunds ask whoever sold you yours.",
    "data": "I keep no logins. /privacy says what I keep, /export sends you all of it, and /forget deletes it at once.",
    "language": "Write in your own language: I understand nine of them well. My answers are in English.",
    "help short": "Send me the code or the message that you see, or say what goes wrong. "
    "/help lists what else I can do.",
    "human": "I can't pass you on to a person from here. Your provider's support can help.",
    "human text": "Have ready: {have_ready}\nNever send your password: they don't need it.",
    "human ready": "the app, the device, since when, and whether it is one channel or all.",
    "fixed reply": "Great, enjoy watching!",
    "fixed text": "I noted what helped. If something else comes up, just write.",
    "fixed nothing": "Good to hear! If something else comes up, just write.",
    "cancelled": "All right, we stop here. Write whenever you like.",
    # what is no text
    "sent photo": "I can't look at pictures.",
    "sent video": "I can't watch videos.",
    "sent voice": "I can't listen to recordings.",
    "sent sticker": "Nice one, but I can't read stickers.",
    "sent file": "I can't read that file: I read text and log files.",
    "sent large": "That file is too large for me: I read up to 1 MB.",
    "sent unfetched": "I could not fetch that file.",
    "sent other": "I can only read text.",
    "sent text": "Type the code or the words that your app shows, or paste the lines of the log.",
    # groups
    "go private": "Go on in private",
    "not yours": "That button belongs to somebody else's question. Write to me, and you get your own.",
    # commands
    "help": "I explain IPTV errors: what they mean, who can fix them, and what to do next.",
    "help text": "Send me the code or the message that you see, or a few lines of the log, or say what goes wrong.\n"
    "{commands}",
    "command start": "begin again",
    "command help": "what I can do",
    "command check": "check your account once",
    "command code": "explain one code, for example /code 403",
    "command diagnose": "find the problem step by step",
    "command status": "where we are",
    "command privacy": "what I keep",
    "command export": "send you everything I keep about you",
    "command forget": "delete everything about you",
    "command cancel": "stop what we are doing",
    "code": "Which code? For example: /code 403, or /code USER_EXPIRED.",
    "diagnose": "Let's find it in five safe steps. First: what does the screen show?",
    "diagnose text": "1. The exact code or message.\n2. What kind it is: account, address or server.\n"
    "3. The account: end date and devices.\n4. The address and the kind of login.\n"
    "5. No test after test: that gets people blocked.\nType the code or message. If there is none, pick:",
    "status none": "Nothing is open. Tell me what your TV or app shows.",
    "status": "We are at: {title}.",
    "status tried": "Tried so far: {count}.",
    "status known": "I know: {facts}.",
    "status expires": "I forget this problem after {hours} hours of silence.",
    "privacy": "What I keep, in short:",
    "privacy text": "1. What you write here, for {days} days. Logins are blacked out before it is stored.\n"
    "2. Never a password, a username, a MAC address or a link with a login. For a check I hold it in memory for ten "
    "minutes at most.\n"
    "3. For {days} days too: your chat's id, how often you write, and what a check said (state, end date, "
    "connections).\n"
    "4. The open problem lapses after {hours} hours of silence.\n"
    "5. A login goes to your provider's panel alone, once, when you ask for a check. If you send a ticket, the support "
    "team reads this conversation, and photos that you agreed to; nobody else does.\n"
    "6. /export sends you all of it, /forget deletes it at once.",
    "export": "Here is everything that I keep about you.",
    "export text": "It is a JSON file. Logins are blacked out in it, because I never stored them.",
    "export private": "I send it in private only, so that nobody else reads it.",
    "forgotten": "Done. Everything about you is deleted.",
    "forgotten text": "Our conversation and its history are gone. All that is left is a count, under a code that is "
    "not your name, so that nobody can flood me, and the note that somebody had me forget.",
    "unknown command": "I don't know that command. These are the ones I know:",
    # the link doctor: what is wrong, what to do
    "doctor invisible characters": "Invisible characters came along when the link was copied. Use the link below, or "
    "type it in by hand.",
    "doctor smart quotes": "There are curly quotation marks in the link. They don't belong there: leave them out.",
    "doctor html ampersand": "The link has `&amp;` where a plain `&` belongs. That happens when it is copied out of a "
    "mail.",
    "doctor percent ampersand": "The link has `%26` where a plain `&` belongs, so the server can't tell its parts "
    "apart.",
    "doctor encoded link": "The link came in a coded form, with `%3A%2F%2F` for `://`. Apps need the plain one.",
    "doctor player options": "Behind the link stand options for one player (`|User-Agent=…`). Leave out everything "
    "from the `|`.",
    "doctor backslashes": "The link has backslashes `\\`. Web addresses only have `/`.",
    "doctor spaces inside": "There is a space inside the link. Apps stop reading there: take it out.",
    "doctor line break": "The link was broken over two lines, so apps read only half of it. Paste it as one line.",
    "doctor scheme misspelt": "The beginning is misspelt. It must be `http://` or `https://`, letter by letter.",
    "doctor scheme twice": "`http://` stands there twice. Many apps put it in by themselves: write it once.",
    "doctor no scheme": "The link has no `http://` at its beginning. Many apps need it.",
    "doctor colon": "In front of the port, the number behind the server's name, belongs one colon: `name:8080`.",
    "doctor slash missing": "Between the port and the file's name a `/` is missing.",
    "doctor brackets": "There are brackets in the link. They only mark what to fill in: leave them out.",
    "doctor wide signs": "Some signs of the link are wide ones, of a Chinese or Japanese keyboard. Use an English "
    "keyboard.",
    "doctor commas in host": "There is a comma in the server's name where a dot belongs.",
    "doctor dots twice": "There are two dots in a row in the server's name. One belongs there.",
    "doctor letters in port": "The port, the number behind the colon, has a letter in it: O for 0, or l for 1.",
    "doctor port twice": "The port, the number behind the colon, stands there twice. Some apps add it by themselves.",
    "doctor port empty": "Behind the colon a number is missing, the port. Look in your provider's message for it.",
    "doctor bad port": "The port, the number behind the colon, can't be right. Look in your provider's message for it.",
    "doctor bad host": "The server's name can't be right: no such name can exist. Copy it again from your provider's "
    "message.",
    "doctor slash twice": "There are two slashes in front of the file's name. One is enough, and some servers refuse "
    "two.",
    "doctor spaces for ampersands": "The link has spaces where `&` belongs between its parts.",
    "doctor semicolons": "The link has `;` or `,` where `&` belongs between its parts.",
    "doctor two question marks": "The link has two question marks. Only the first part gets a `?`, all others get a "
    "`&`.",
    "doctor ampersand first": "Right behind the `?` stands a `&` that doesn't belong there.",
    "doctor two ampersands": "The link has two `&` in a row. One is enough.",
    "doctor no question mark": "Between `.php` and `username=` a `?` is missing, so the server never sees your login.",
    "doctor slash behind endpoint": "There is a slash behind `.php`. Take it out: many servers don't find the file "
    "with it.",
    "doctor endpoint": "The file's name is misspelt. It is `get.php` in a playlist link, `player_api.php` in an Xtream "
    "one.",
    "doctor path case": "The file's name is in capitals. Servers tell them apart: write `get.php` small.",
    "doctor parameter spelling": "Your link has a typo, so the server never sees that part: `{wrong}` should be "
    "`{right}`.",
    "doctor parameter name": "The server doesn't know `{wrong}=`: it is called `{right}=` in such links.",
    "doctor parameter case": "`{right}=` must be written in small letters, else the server doesn't see it.",
    "doctor parameter twice": "`{right}=` is in the link twice, with different values. The server takes only one: keep "
    "the right one.",
    "doctor username empty": "Behind `username=` there is nothing. Your username belongs there.",
    "doctor password empty": "Behind `password=` there is nothing. Your password belongs there.",
    "doctor type empty": "Behind `type=` there is nothing. It should be `type=m3u_plus`.",
    "doctor output empty": "Behind `output=` there is nothing. Write `output=ts`, or leave it out.",
    "doctor no username": "The link has no `username=`, so the server can't know who you are.",
    "doctor no password": "The link has no password in it. Copy the whole link again, to its very end.",
    "doctor no type": "The link has no `type=`. Some servers then send a list that apps can't read: add "
    "`&type=m3u_plus`.",
    "doctor wrong type": "The `type=` isn't one that servers know. `type=m3u_plus` is right for nearly every app.",
    "doctor wrong output": "The `output=` isn't one that servers know. `output=ts` is right for most apps.",
    "doctor type and output swapped": "`type` and `output` are swapped: the list is `type=m3u_plus`, the stream "
    "`output=ts`.",
    "doctor space in value": "There is a space beside your {right} in the link. The server takes it as a part of it: "
    "take it out.",
    "doctor placeholder": "The link still has a dummy for your {right}. Put in your own, from your provider's message.",
    "doctor api action": "This link asks the server for one of its lists. For an app, leave out everything from "
    "`&action=`.",
    "doctor panel api": "`panel_api.php` is the old way in, and most servers have closed it. It is `player_api.php` "
    "now.",
    "doctor guide link": "This is the link of the TV guide (EPG). It goes into the guide's field; for channels use the "
    "list's link.",
    "doctor stream link": "This is the link of a single channel, not of your list. Use the link with `get.php` in it.",
    "doctor list file": "This is a plain list. It can be loaded, but it tells nothing about an account or its end "
    "date.",
    "doctor token link": "This link holds only a code in place of a login, so nobody can see the account behind it. "
    "Ask for server, username and password.",
    "doctor cut link": "The end of the link is missing. Copy it again, to its very end.",
    "doctor several logins": "There is more than one login in it. Send me only your own, one at a time.",
    "doctor login before host": "Username and password stand in front of the server, with an `@`. "
    "Apps and servers don't take that: give them separately.",
    "doctor other scheme": "This link doesn't begin with `http://` or `https://`. I can't check such links.",
    "doctor local file": "This is a file on your own device. Nobody else can open it: send me your provider's link.",
    "doctor home network": "This address is inside a home network. I can't reach it; your provider's address looks "
    "different.",
    "doctor this machine": "This address means the device itself, not a server. Your provider's address looks "
    "different.",
    "doctor short link": "This is a shortened link, and it doesn't show where it leads. Send me the long one behind "
    "it.",
    "doctor drive link": "This leads to a file store, not to your provider. Send me the login that stands in that "
    "file.",
    "doctor paste link": "This leads to a page with text, not to your provider. Send me the login that stands there.",
    "doctor webmail link": "Your mail program has wrapped the link. Send me the address that you see in the mail "
    "itself.",
    "doctor https on http port": "`https://` doesn't go with port {port}, which nearly always speaks plain `http://`.",
    "doctor http on https port": "`http://` doesn't go with port {port}, which speaks `https://`.",
    "doctor portal in xtream": "This is a portal for MAG boxes: it takes a MAC address. "
    "An Xtream field needs server, username and password.",
    "doctor portal in m3u": "This is a portal for MAG boxes: it takes a MAC address, and it is no list for the M3U "
    "field.",
    "doctor playlist in xtream": "This is a whole playlist link, and an Xtream field takes it apart: server, username "
    "and password.",
    "doctor xtream in m3u": "This is an Xtream login. The M3U field needs one long link, made of it like this.",
    "doctor login in portal": "This login has a username and a password. A portal field takes a portal's address and a "
    "MAC.",
    "doctor mac spelling": "Portals want the MAC address with colons and capitals, like 00:1A:79:AB:CD:EF.",
    "doctor mac maker": "Most portals only let MAC addresses in that begin with 00:1A:79. This one begins differently.",
    "doctor bad mac": "This MAC address isn't complete: it has six pairs, of digits and the letters A to F.",
    # whom we do not ask
    "refused not a target": "I don't find a server's address in that.",
    "refused several logins": "There is more than one login in it. I check only your own, one at a time.",
    "refused userinfo": "A login in front of the server's name, with an @, is nothing that I send anywhere. Give me "
    "its parts.",
    "refused scheme": "I only ask servers whose address begins with http:// or https://.",
    "refused backslash": "There is a backslash in the server's name. Copy the address again.",
    "refused percent": "There is a % in the server's name. Copy the address again.",
    "refused zone": "This address is one of your own network. I can't reach it.",
    "refused characters": "There is a space or an invisible character in the server's name. Copy the address again.",
    "refused port": "I don't ask anybody at this port: no panel is there. Look at the number behind the colon again.",
    "refused name": "No server can have this name. Copy the address again.",
    "refused number": "This isn't how an address in numbers is written. Copy the address again.",
    "refused single label": "This name only means something inside one network. I can't reach it.",
    "refused special name": "Names with this ending are for private networks and tests. I can't reach them.",
    "refused other panel": "I only check accounts of our own servers, and this isn't one of them.",
    "refused no address": "There is no server of this name. Look at its spelling again.",
    "refused this machine": "This address means the machine that I run on. I don't ask there.",
    "refused private network": "This address is inside a private network. I can't reach it.",
    "refused special address": "This address is reserved for special uses. No panel is there.",
    "refused redirects": "The server sends me on and on. I stopped there.",
    "refused elsewhere": "The server wants to send me to another one. I don't follow it there with your login.",
    "refused downgrade": "The server wants your login without encryption. I don't do that.",
    "refused token link": "This link holds only a code in place of a login, so I can't check the account behind it.",
    "refused stream link": "This is the link of a stream. Opening it could stop what you are watching, so I don't.",
    "refused cut link": "The end of the link is missing. Copy it again, to its very end.",
    "refused mac": "That isn't a whole MAC address. It has six pairs, like 00:1A:79:AB:CD:EF.",
    # trouble
    "stale": "That button belongs to an earlier message.",
    "stale now": "We are now at: {title}.",
    "too fast": "You've sent a lot in a short time. I'll read on in {wait}: please send it again then.",
    "one second": "1 second",
    "seconds": "{count} seconds",
    "minutes": "{count} minutes",
    "hours": "{count} hours",
    "kept nowhere": "There was a login in what you typed. I keep it in memory only, and write it nowhere.",
    "taken back": "(a message of the team was taken back)",
    "written to": "Written to {path}",
    "hidden": "I deleted your message, so that the login does not stay in this chat.",
    "failed": "Something went wrong inside me, and it was not your fault. Please try other words.",
    "not hidden": "There was a login in your message. I did not keep it. Please delete the message yourself.",
    # discord
    "explain": "Explain this error",
    "option code": "A code, a log constant, or what it is called",
    "option diagnose text": "What your TV or app shows, or what goes wrong",
    "option ticket text": "What goes wrong, or what the team should know as well",
    "write": "Write to me",
    "form m3u": "M3U link",
    "form xtream": "Xtream login",
    "form mac": "MAC / portal",
    "form write": "Write to me",
    "form link": "The whole link",
    "form link example": "http://line.example.com:8080/get.php?username=…&password=…",
    "form server": "Server",
    "form server example": "http://line.example.com:8080",
    "form username": "Username",
    "form username example": "Big and small letters matter",
    "form password": "Password",
    "form password example": "I keep it in memory only",
    "form portal": "Portal address",
    "form portal example": "http://portal.example.com/c/",
    "form mac address": "MAC address",
    "form mac address example": "00:1A:79:12:34:56",
    "form words": "Your message",
    "form words example": "The code or the exact words from the screen, or what I asked for",
    "no effect": "There is nothing to do with that just now.",
    "trouble": "Something went wrong in me, not on your side. Please try again in a minute. Reference: {reference}",
    "nothing to read": "I find no text there that I can read.",
    "file too big": "That file is larger than 1 MB. Please send the last lines of it.",
    "hidden there": "There was a login in that message, so I deleted it, and did not keep it. If others may have "
    "seen it, ask the provider for a new password.",
    "not hidden there": "There is a login in that message. I did not keep it, and may not delete it. Its author can.",
    "login typed": "There was a login in what you typed. I did not keep it. Use /check: it asks in a form.",
    "follows": "My answer is late. It follows in a direct message.",
}
