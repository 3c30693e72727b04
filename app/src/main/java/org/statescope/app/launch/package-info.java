/// Starting runs: the form of new runs with what they take, the demo, and the trainer as a child
/// process that outlives the desktop. Nothing is trained in this process; how a run goes on is read
/// from its folder, and when one that waits begins is decided by the queue.
@NullMarked
package org.statescope.app.launch;

import org.jspecify.annotations.NullMarked;
