// Writes instants as Indonesians do. The three zones have had fixed offsets since 1988: plain arithmetic is enough.

const DAYS = ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"];
const MONTHS = [
  "Januari", "Februari", "Maret", "April", "Mei", "Juni",
  "Juli", "Agustus", "September", "Oktober", "November", "Desember",
];
export const WIB = 7;
export const ZONES = [["WIB", WIB], ["WITA", 8], ["WIT", 9]];
const DAY = 86400;

/** Unix seconds from what an API may give: a number or an ISO text. */
export function instant(value) {
  return typeof value === "number" ? value : Date.parse(value) / 1000;
}

/** The local day as a whole number, to tell whether two instants (unix seconds) fall on one date. */
export function dayNumber(seconds, offset = WIB) {
  return Math.floor((seconds + offset * 3600) / DAY);
}

/** "14.55" on the clock that is `offset` hours ahead of UTC. */
export function hour(seconds, offset = WIB) {
  const local = new Date((seconds + offset * 3600) * 1000);
  return `${two(local.getUTCHours())}.${two(local.getUTCMinutes())}`;
}

/** "Senin, 15 September 2025". */
export function longDate(seconds, offset = WIB) {
  const local = new Date((seconds + offset * 3600) * 1000);
  return `${DAYS[local.getUTCDay()]}, ${local.getUTCDate()} ${MONTHS[local.getUTCMonth()]} ${local.getUTCFullYear()}`;
}

/** "Sen, 15 Sep 2025", for narrow screens. */
export function shortDate(seconds, offset = WIB) {
  const [day, date, month, year] = longDate(seconds, offset).split(" ");
  return `${day.slice(0, 3)}, ${date} ${month.slice(0, 3)} ${year}`;
}

/** The hour of an instant of the same day as `now`, otherwise its date: "14.55", "14 Sep", "14/9/24". */
export function briefly(seconds, now) {
  if (dayNumber(seconds) === dayNumber(now)) return hour(seconds);
  const local = new Date((seconds + WIB * 3600) * 1000);
  const year = local.getUTCFullYear();
  if (year === new Date((now + WIB * 3600) * 1000).getUTCFullYear()) {
    return `${local.getUTCDate()} ${MONTHS[local.getUTCMonth()].slice(0, 3)}`;
  }
  return `${local.getUTCDate()}/${local.getUTCMonth() + 1}/${year % 100}`;
}

/** The next instant (unix seconds) after `now` at which a WIB clock shows this hour; "15.00" or "15:00". */
export function nextAt(text, now) {
  const [hours, minutes] = text.split(/[.:]/).map(Number);
  const today = dayNumber(now) * DAY - WIB * 3600 + hours * 3600 + minutes * 60;
  return today > now ? today : today + DAY;
}

function two(number) {
  return String(number).padStart(2, "0");
}
