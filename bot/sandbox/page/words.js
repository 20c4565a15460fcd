// The page's own words, in both languages, and days and hours as they are written here.

const ZONE = "Asia/Ho_Chi_Minh";

const WORDS = {
  vi: {
    "page.name": "Đầu Mối",
    "page.kind": "Bản chạy thử",
    "people": "Người tham gia",
    "people.find": "Tìm người",
    "people.add": "Thêm người",
    "people.none": "Không tìm thấy người phù hợp",
    "people.new": "Chưa bắt đầu",
    "people.invited": "Có mã mời, chưa bắt đầu",
    "person.blocked": "Đã chặn",
    "person.block": "Chặn Hệ thống",
    "person.unblock": "Bỏ chặn",
    "person.gone": "Tài khoản đã xóa",
    "column.close": "Đóng cột này",
    "column.back": "Về danh sách",
    "column.menu": "Thao tác khác",
    "column.empty": "Chọn một người ở danh sách bên trái để mở cuộc trò chuyện.",
    "column.count": "Số cột",
    "bot.writing": "đang soạn…",
    "bot.sending": "đang gửi tệp…",
    "write.place": "Tin nhắn",
    "write.send": "Gửi",
    "write.attach": "Đính kèm",
    "write.photos": "Ảnh",
    "write.documents": "Tài liệu",
    "write.caption": "Chú thích (không bắt buộc)",
    "write.remove": "Bỏ tệp {name}",
    "write.album": "{n} tệp, gửi thành một nhóm",
    "write.commands": "Danh sách lệnh",
    "write.edit": "Sửa",
    "write.editing": "Đang sửa tin đã gửi",
    "write.cancel": "Thôi",
    "write.blocked": "{name} đã chặn Hệ thống.",
    "write.toomany": "Mỗi lần gửi được nhiều nhất {n} tệp.",
    "start": "Bắt đầu",
    "start.invited": "{name} được mời bằng mã {code}. Bấm “Bắt đầu” để mở liên kết mời.",
    "start.plain": "{name} chưa trò chuyện với Hệ thống.",
    "message.edited": "đã sửa",
    "message.photo": "Ảnh",
    "message.document": "Tài liệu",
    "message.other": "Tin không phải chữ",
    "message.words": "hoặc gõ: {words}",
    "message.download": "Tải về {name}",
    "message.open": "Mở ảnh",
    "text": "Chỉ dạng chữ",
    "text.why": "Như trên kênh không có nút bấm: chọn bằng cách gõ số",
    "clock": "Đồng hồ giả lập",
    "clock.hour": "+1 giờ",
    "clock.day": "+1 ngày",
    "clock.next": "Việc tiếp theo",
    "clock.next.why": "Đến việc gần nhất mà có tin được gửi",
    "clock.to": "Chọn giờ",
    "clock.at": "Chuyển đồng hồ đến",
    "clock.go": "Chuyển",
    "clock.going": "Đang đi đến {day}",
    "clock.stop": "Dừng ở đây",
    "clock.why": "Đi tới: mọi việc trên đường lần lượt diễn ra, mỗi việc đúng giờ của nó. Đi lùi: chỉ đổi đồng hồ, tin đã gửi không gửi lại.",
    "timeline": "Dòng thời gian",
    "timeline.close": "Đóng dòng thời gian",
    "timeline.now": "Bây giờ, {at}",
    "timeline.nothing": "Kế hoạch không còn việc nào sắp đến.",
    "timeline.quiet": "Chưa có tin nào được gửi.",
    "timeline.stopped": "Hệ thống đã dừng; chạy lại để xem dòng thời gian.",
    "timeline.go": "Chuyển đồng hồ đến {at}",
    "timeline.open": "Mở cuộc trò chuyện của {name}",
    "timeline.all": "toàn bộ {n} đơn vị",
    "timeline.some": "{n} đơn vị",
    "timeline.none": "không đơn vị nào",
    "timeline.office": "Văn phòng",
    "timeline.people": "{n} người",
    "rule.window-opens": "Nhắc việc: nhiệm vụ có thời gian riêng bắt đầu",
    "rule.campaign-opens": "Nhắc việc: mở đợt cao điểm",
    "rule.update-by": "Nhắc việc: cập nhật kết quả trước khi hết đợt",
    "rule.nothing-yet": "Nhắc việc: chưa có kết quả",
    "rule.day-passed": "Nhắc việc: giai đoạn vừa qua chưa cập nhật",
    "rule.what-is-missing": "Nhắc việc: những nội dung còn thiếu",
    "rule.two-weeks": "Nhắc việc: còn hai tuần đến hạn báo cáo",
    "rule.without-report": "Nhắc việc: chưa có báo cáo bằng văn bản",
    "rule.last-day": "Nhắc việc: ngày cuối của hạn báo cáo",
    "rule.overdue": "Nhắc việc: quá hạn gửi báo cáo",
    "rule.monthly": "Nhắc việc: nhiệm vụ hằng tháng",
    "rule.promised": "Nhắc việc: đến ngày đơn vị hẹn báo cáo",
    "rule.held": "Nhắc việc: hoạt động dự kiến đã qua ngày",
    "rule.requested": "Nhắc việc: đề nghị cung cấp thông tin",
    "rule.request-near": "Nhắc việc: sắp đến hạn cung cấp thông tin",
    "rule.request-overdue": "Nhắc việc: quá hạn cung cấp thông tin",
    "rule.nudged": "Nhắc việc: theo đề nghị của cán bộ tổng hợp",
    "rule.request-summary": "Tình hình cung cấp thông tin",
    "rule.digest": "Tình hình buổi sáng",
    "rule.digest.note": "khi có thay đổi",
    "rule.opening": "Tình hình đầu mối lúc mở đợt",
    "rule.closing": "Chốt số liệu",
    "rule.closing.phases": "Chốt số liệu, giai đoạn {phases}",
    "rule.closing.report": "Chốt tình hình gửi báo cáo bằng văn bản",
    "rule.reminder": "Nhắc việc",
    "rule.broadcast": "Thông báo",
    "rule.secret": "Báo quản trị: tin bị chặn",
    "chat.newest": "Đến tin mới nhất",
    "chat.find": "Tìm trong cuộc trò chuyện",
    "chat.find.none": "Không thấy",
    "chat.find.next": "Tin trước đó",
    "view.enlarge": "Phóng to, thu nhỏ",
    "write.empty": "Tệp {name} rỗng, không gửi được.",
    "why.nothing was written": "tin chưa có chữ nào.",
    "why.nothing is to come": "kế hoạch không còn việc nào sắp đến.",
    "why.the clock is on its way already": "đồng hồ đang chuyển, chưa dừng.",
    "why.the bot does not get through with what is due": "Hệ thống chưa làm xong việc đến hạn.",
    "why.the account is deleted": "tài khoản đã xóa.",
    "why.there is no such message": "tin này không còn.",
    "why.there is no such button": "nút này không còn.",
    "why.only one's own text can be changed": "chỉ sửa được tin chữ của chính mình.",
    "rule.file": "Ảnh, tệp kèm theo",
    "rule.other": "Tin của Hệ thống",
    "machine.running": "Hệ thống đang chạy",
    "machine.stopped": "Hệ thống đã dừng",
    "machine.busy": "Đang chạy lại…",
    "machine.again": "Dừng đột ngột và chạy lại",
    "machine.kill": "Chỉ dừng",
    "machine.start": "Chạy lại",
    "add.title": "Thêm người",
    "add.name": "Họ và tên",
    "add.note": "Chức vụ, đơn vị",
    "add.code": "Mã mời (nếu có)",
    "add.language": "Ngôn ngữ",
    "add.go": "Thêm",
    "link.title": "Mở liên kết mời",
    "link.as": "Liên kết này dành cho người chưa đăng ký. Mở với tư cách:",
    "link.new": "Người mới",
    "lost": "Mất kết nối với máy chủ chạy thử. Trang đang nối lại.",
    "failed": "Không thực hiện được: {why}",
    "ok": "Đóng",
  },
  en: {
    "page.name": "Đầu Mối",
    "page.kind": "Sandbox",
    "people": "People",
    "people.find": "Find a person",
    "people.add": "Add a person",
    "people.none": "Nobody found",
    "people.new": "Not started",
    "people.invited": "Has a code, not started",
    "person.blocked": "Blocked",
    "person.block": "Block the bot",
    "person.unblock": "Unblock",
    "person.gone": "Account deleted",
    "column.close": "Close this column",
    "column.back": "Back to the list",
    "column.menu": "More",
    "column.empty": "Choose a person on the left to open their chat.",
    "column.count": "Columns",
    "bot.writing": "is typing…",
    "bot.sending": "is sending a file…",
    "write.place": "Message",
    "write.send": "Send",
    "write.attach": "Attach",
    "write.photos": "Photos",
    "write.documents": "Documents",
    "write.caption": "Caption (optional)",
    "write.remove": "Remove {name}",
    "write.album": "{n} files, sent as an album",
    "write.commands": "Commands",
    "write.edit": "Edit",
    "write.editing": "Editing a sent message",
    "write.cancel": "Cancel",
    "write.blocked": "{name} has blocked the bot.",
    "write.toomany": "At most {n} files at once.",
    "start": "Start",
    "start.invited": "{name} was invited with the code {code}. “Start” opens the link.",
    "start.plain": "{name} has not written to the bot yet.",
    "message.edited": "edited",
    "message.photo": "Photo",
    "message.document": "Document",
    "message.other": "Not a text",
    "message.words": "or type: {words}",
    "message.download": "Download {name}",
    "message.open": "Open the photo",
    "text": "Text only",
    "text.why": "As on a channel without buttons: choose by typing a number",
    "clock": "Simulated clock",
    "clock.hour": "+1 hour",
    "clock.day": "+1 day",
    "clock.next": "Next event",
    "clock.next.why": "Go to the next thing of which somebody is told",
    "clock.to": "Set",
    "clock.at": "Move the clock to",
    "clock.go": "Move",
    "clock.going": "On the way to {day}",
    "clock.stop": "Stop here",
    "clock.why": "Forward: whatever falls due on the way happens, each at its own time. Backward: only the clock moves, and nothing is sent twice.",
    "timeline": "Timeline",
    "timeline.close": "Close the timeline",
    "timeline.now": "Now, {at}",
    "timeline.nothing": "Nothing more is to come in this plan.",
    "timeline.quiet": "Nothing has been sent yet.",
    "timeline.stopped": "The bot is stopped; start it to see the timeline.",
    "timeline.go": "Move the clock to {at}",
    "timeline.open": "Open the chat of {name}",
    "timeline.all": "all {n} units",
    "timeline.some": "{n} units",
    "timeline.none": "no unit",
    "timeline.office": "the office",
    "timeline.people": "people: {n}",
    "rule.window-opens": "Reminder: tasks with days of their own begin",
    "rule.campaign-opens": "Reminder: the campaign opens",
    "rule.update-by": "Reminder: results before the campaign ends",
    "rule.nothing-yet": "Reminder: no result yet",
    "rule.day-passed": "Reminder: the last phase has no results",
    "rule.what-is-missing": "Reminder: what is missing",
    "rule.two-weeks": "Reminder: two weeks to the deadline",
    "rule.without-report": "Reminder: no signed report",
    "rule.last-day": "Reminder: the last day for reports",
    "rule.overdue": "Reminder: the report is overdue",
    "rule.monthly": "Reminder: the task of the month",
    "rule.promised": "Reminder: the day the unit promised",
    "rule.held": "Reminder: a planned activity has passed",
    "rule.requested": "Reminder: the office asks",
    "rule.request-near": "Reminder: a request falls due",
    "rule.request-overdue": "Reminder: a request is overdue",
    "rule.nudged": "Reminder: at a coordinator's word",
    "rule.request-summary": "What came of a request",
    "rule.digest": "Morning digest",
    "rule.digest.note": "when something is new",
    "rule.opening": "Who can be reached, at the opening",
    "rule.closing": "Closing of the figures",
    "rule.closing.phases": "Closing of the figures, phases {phases}",
    "rule.closing.report": "Closing: who has sent the signed report",
    "rule.reminder": "Reminder",
    "rule.broadcast": "Announcement",
    "rule.secret": "To the admin: a message was blocked",
    "chat.newest": "To the newest message",
    "chat.find": "Search this chat",
    "chat.find.none": "Nothing found",
    "chat.find.next": "The one before",
    "view.enlarge": "Enlarge or reduce",
    "write.empty": "{name} is empty and cannot be sent.",
    "why.nothing was written": "nothing was written.",
    "why.nothing is to come": "nothing more is to come in this plan.",
    "why.the clock is on its way already": "the clock is on its way already.",
    "why.the bot does not get through with what is due": "the bot has not done yet what is due.",
    "why.the account is deleted": "the account is deleted.",
    "why.there is no such message": "this message is no longer there.",
    "why.there is no such button": "this button is no longer there.",
    "why.only one's own text can be changed": "only one's own text can be changed.",
    "rule.file": "Picture or file",
    "rule.other": "Message of the bot",
    "machine.running": "The bot is running",
    "machine.stopped": "The bot is stopped",
    "machine.busy": "Starting again…",
    "machine.again": "Kill and start again",
    "machine.kill": "Only kill",
    "machine.start": "Start",
    "add.title": "Add a person",
    "add.name": "Full name",
    "add.note": "Title, unit",
    "add.code": "Invitation code (if any)",
    "add.language": "Language",
    "add.go": "Add",
    "link.title": "Open the invitation",
    "link.as": "This link is for somebody who has not registered. Open it as:",
    "link.new": "A new person",
    "lost": "The sandbox does not answer. Trying again.",
    "failed": "Not done: {why}",
    "ok": "Close",
  },
};

const WEEKDAYS = {
  vi: ["Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"],
  en: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
};

let language = localStorage.getItem("language") === "en" ? "en" : "vi";

export const spoken = () => language;

export function speak(other) {
  language = other;
  localStorage.setItem("language", other);
  document.documentElement.lang = other;
}

// As people search: without tone marks, in small letters.
export const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();

export const has = (key) => key in WORDS[language];

export function say(key, facts = {}) {
  return WORDS[language][key].replace(/\{(\w+)\}/g, (_, name) => facts[name] ?? "");
}

// The parts of an instant in Ha Noi, each as text.
function parts(instant) {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: ZONE, hour12: false, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
  });
  return Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
}

export function hour(instant) {
  const p = parts(instant);
  return `${p.hour}:${p.minute}`;
}

// A day by its name, as it stands in a sentence and at the head of a line.
export function dayWithin(instant) {
  const p = parts(instant);
  const weekday = new Date(`${p.year}-${p.month}-${p.day}T00:00:00Z`).getUTCDay();
  return `${WEEKDAYS[language][weekday]}, ${p.day}/${p.month}/${p.year}`;
}

export function day(instant) {
  const named = dayWithin(instant);
  return `${named[0].toUpperCase()}${named.slice(1)}`;
}

export const shortDay = (instant) => `${parts(instant).day}/${parts(instant).month}`;

// What an <input type="datetime-local"> shows for an instant, and the instant it means.
export function local(instant) {
  const p = parts(instant);
  return `${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}`;
}

export const meant = (typed) => `${typed}:00+07:00`;

export function size(bytes) {
  const number = (value) => value.toLocaleString(language === "vi" ? "vi-VN" : "en-GB", { maximumFractionDigits: 1 });
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${number(bytes / 1024)} KB` : `${number(bytes / 1024 / 1024)} MB`;
}
