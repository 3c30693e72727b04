/// The lab's own scheduling: which runs wait for which device, in which order, and when the next
/// one begins. [org.statescope.app.queue.TrainingQueue] is the whole logic and knows neither files
/// nor JavaFX; what a trainer is and how it is started is decided elsewhere.
@NullMarked
package org.statescope.app.queue;

import org.jspecify.annotations.NullMarked;
