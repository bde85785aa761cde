"""aiogram's models of the Bot API: a reading of it that is not ours. Only those that our server says or is told."""

from unittest.mock import patch

from pydantic import BaseModel

# aiogram builds each of its 300 models anew with all that it holds, before anything is used: three seconds a process.
with patch.object(BaseModel, "model_rebuild"):
    from aiogram import types

USED = (
    *(types.BotCommand, types.File, types.InlineKeyboardMarkup, types.Message, types.Update, types.User),
    *(types.BotCommandScopeChat, types.ChatFullInfo, types.ForumTopic, types.AcceptedGiftTypes),
    *(types.ChatMemberOwner, types.ChatMemberAdministrator, types.ChatMemberMember, types.ChatMemberRestricted),
    *(types.ChatMemberLeft, types.ChatMemberBanned),
)
for model in USED:
    model.model_rebuild(_types_namespace=vars(types))

__all__ = ["types"]
