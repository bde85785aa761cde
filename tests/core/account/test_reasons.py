"""Why a panel refuses, in the words of those who write panels."""

from __future__ import annotations

from bot.core.account.fields import fold
from bot.core.account.reasons import names_us, reasons, refusal
from tests.cases import each
from tests.core.account.base import TEXT, account, reply, xtream

SAID = {
    "invalid_credentials": """
The username or password that you entered is not correct: invalid login
Login does not exist: unknown user
no_such_user
user_not_found
The account does not exist
Usuário ou senha inválidos
Contraseña incorrecta
Mot de passe incorrect
Nome utente o password errati
Benutzername oder Passwort falsch
Zugangsdaten ungültig
Kullanıcı adı veya şifre hatalı
Неверный логин или пароль
كلمة المرور غير صحيحة
Your line is not expired, but the password is wrong
""",
    "rate_limited": """
Too many wrong passwords
Invalid username or password. Too many failed attempts.
Flood detected
Brute-force protection
Please wait 60 seconds
Try again in 5 minutes
Retry after 30s
Exceeded request rate
Bitte warten Sie 60 Sekunden
Aguarde 5 minutos
Veuillez patienter 2 minutes
Espere 30 segundos
Attendi 60 secondi
Подождите 5 минут
You are asking too quickly
request_limit reached
API limit
Demasiadas solicitudes
Muitas requisições, aguarde
Trop de requêtes
Zu viele Anfragen
Zu viele Anmeldeversuche
Troppi tentativi
Çok fazla başarısız deneme
Слишком много неудачных попыток
محاولات كثيرة
""",
    "max_connections": """
connection_limit_reached
too_many_connections
max_cons reached
All connections in use
You have exceeded the allowed number of connections
Already connected on another device
The line is in use by another box
Connections exceeded
Too many active sessions
Too many IPs on this line
Maximum number of devices
Nombre maximum de connexions atteint
Maximale Anzahl Geräte erreicht
Número máximo de telas
Demasiadas conexiones
Muitas conexões
Trop de connexions
Zu viele Verbindungen
Verbindungslimit erreicht
Troppi dispositivi
Limite massimo di dispositivi raggiunto
Bağlantı limiti aşıldı
Превышен лимит подключений
Слишком много устройств
تم تجاوز الحد الأقصى
""",
    "expired": """
account_expired
Subscription ended
Your trial has ended
The trial period is over
Please renew
Süreniz doldu
Aboneliğiniz sona erdi
Üyeliğiniz sona ermiştir
Срок действия закончился
Подписка просрочена
Abonnement expiré
Plan vencido
""",
    "banned": """
account_banned
Account locked
Your account has been permanently blocked
Account sospeso
L'account è stato bloccato
Votre compte est bloqué
Konto gesperrt
Hesap askıya alındı
Учетная запись заблокирована
تم حظر حسابك
""",
    "disabled": """
account_disabled
Account terminated
Subscription cancelled
Subscription not active
Cuenta desactivada
Conta desabilitada
Account disattivato
Utente disabilitato
Аккаунт отключён
Hesap devre dışı
الحساب معطل
""",
    "blocked": """
ip_blocked
IP banned
IP address not allowed
The IP is not whitelisted for this line
Your IP (192.0.2.7) has been temporarily banned
Access from your IP is denied
Data center IPs are not allowed
Blocked user agent
Unauthorized IP
country_not_allowed
Not available in your country
Geo blocked
VPN detected
Streaming from VPN is prohibited
Anonymous proxies are not allowed
Requests from your network are blocked
Access denied from your country
Sua localização não é permitida
Zugriff aus Ihrem Land nicht erlaubt
Ваша страна заблокирована
Access from datacenters is blocked
L'adresse IP n'est pas autorisée
IP'niz engellendi
Proxy detected
IP bloqueado
Seu IP foi bloqueado
Su IP ha sido bloqueada
Votre IP est bloquée
Indirizzo IP bloccato
Ihre IP wurde gesperrt
IP-Adresse gesperrt
IP adresiniz engellendi
Ваш IP-адрес заблокирован
تم حظر عنوان IP الخاص بك
País no permitido
Pays non autorisé
""",
}
OPEN = {
    "Wrong login or expired line": ("expired", "invalid_credentials"),
    "Invalid or expired": ("expired", "invalid_credentials"),
    "Usuario inválido o vencido": ("expired", "invalid_credentials"),
    "Login inválido ou expirado": ("expired", "invalid_credentials"),
    "Konto abgelaufen oder gesperrt": ("expired", "banned"),
    "Compte expiré ou suspendu": ("expired",),  # "suspendu" begins with what is looked for
    "Invalid username or password, or account disabled": ("disabled", "invalid_credentials"),
}


@each("word, text", [(word, line) for word, lines in SAID.items() for line in lines.strip().split("\n")])
def test_a_reason(word: str, text: str) -> None:
    assert reasons(fold(text)) == (word,)
    assert names_us(fold(text)) is (word == "blocked")
    assert xtream(reply({"user_info": {"auth": 0, "message": text}})).word == word
    assert xtream(reply(text, 200, TEXT)).word == word


@each("text, words", OPEN.items())
def test_a_sentence_that_leaves_it_open(text: str, words: tuple[str, ...]) -> None:
    assert set(words) <= set(reasons(fold(text)))
    assert xtream(reply({"user_info": {"auth": 0, "message": text}})).word == "unknown"


@each(
    "text",
    [
        *("", "OK", "Welcome", "Contact us", "Your IP is 192.0.2.7", "Line not expired", "Authorization failed.", "1"),
        *(
            "Unlimited connections",
            "Happy new year",
            "Access denied",
            "IPTV account",
            "Good morning, user",
            "Network error",
            "IP detected",
        ),
    ],
)
def test_no_reason(text: str) -> None:
    assert reasons(fold(text)) == ()


@each(
    "body, word",
    [
        ({"user_info": {"auth": 0, "message": ["Account expired"]}}, "expired"),
        ({"user_info": {"auth": 0, "message": {"en": "Account expired"}}}, "expired"),
        ({"user_info": {"auth": 0, "errors": ["Line banned"]}}, "banned"),
        ({"user_info": {"auth": 0}, "message": "Your line has expired"}, "expired"),
        ({"user_info": {"auth": 0}, "error": "Your IP is blocked"}, "blocked"),
        ({"user_info": {"auth": 0, "message": [{"text": "expired"}, 1, None]}}, "invalid_credentials"),
    ],
)
def test_where_a_reason_may_stand(body: object, word: str) -> None:
    assert xtream(reply(body)).word == word


def test_a_welcome_is_no_reason() -> None:
    for text in (
        "Too many devices? Upgrade.",
        "Renew before it is banned",
        "VPN users are blocked",
        "Expired? Call us",
    ):
        assert xtream(reply(account(message=text))).word == "active"


def test_a_status_in_other_words_stays_unknown_and_gives_a_candidate() -> None:
    found = xtream(reply(account(status="Account expired")))
    assert (found.word, found.candidates) == ("unknown", ("expired",))


def test_a_word_that_turns_away() -> None:
    assert refusal("unauthorised!")
    assert not refusal("unauthorised access")
