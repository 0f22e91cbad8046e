/** What each page without a form loads. A form brings the same with its own script. */

import { attachOffline } from "./offline.js";

attachOffline();
