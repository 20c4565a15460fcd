// A small bot on grammY, unchanged: answers, changes its own words, and gives back a document's bytes in capitals.
import { Bot, InlineKeyboard, InputFile } from "grammy";

const [apiRoot, token] = process.argv.slice(2);
const bot = new Bot(token, { client: { apiRoot } });

bot.command("start", (ctx) => ctx.reply("Kính chào đồng chí", { reply_markup: new InlineKeyboard().text("Đồng ý", "1:0") }));
bot.callbackQuery("1:0", async (ctx) => {
  await ctx.answerCallbackQuery("Đã ghi");
  await ctx.editMessageText("Đã đồng ý");
});
bot.on("message:document", async (ctx) => {
  const file = await ctx.getFile();
  const fetched = await fetch(`${apiRoot}/file/bot${token}/${file.file_path}`);
  await ctx.replyWithDocument(new InputFile(Buffer.from((await fetched.text()).toUpperCase()), "trả lời.txt"), { caption: "Đã nhận" });
});
bot.on("message:photo", async (ctx) => {
  const photo = ctx.message.photo.at(-1).file_id;
  await ctx.replyWithMediaGroup([{ type: "photo", media: photo }, { type: "photo", media: photo }]);
});
bot.catch((error) => console.error(error));

process.on("SIGTERM", () => bot.stop());
await bot.api.setMyCommands([{ command: "baocao", description: "Cập nhật kết quả" }]);
await bot.start();
