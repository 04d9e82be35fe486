// Starts the page: every part takes its place, then what the simulator knows is loaded.

import { mountAppearance } from "./appearance.js";
import { mountChats } from "./chats.js";
import { mountClock } from "./clock.js";
import { mountComposer } from "./composer.js";
import { mountMessages } from "./messages.js";
import { mountPeople } from "./people.js";
import { mountScreens } from "./screens.js";
import { readRoute } from "./state.js";
import { followRoute, start } from "./sync.js";
import { mountWire } from "./wire.js";

mountAppearance();
readRoute();
followRoute();
mountPeople();
mountChats();
mountMessages();
mountComposer();
mountClock();
mountWire();
mountScreens();
addEventListener("hashchange", readRoute);
addEventListener("popstate", readRoute);
start();
