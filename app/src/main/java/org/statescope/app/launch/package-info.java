/// Starting runs: the form of a new run, the demo, and the trainer as a child process that outlives
/// the desktop. Nothing is trained in this process; how a run goes on is read from its folder.
@NullMarked
package org.statescope.app.launch;

import org.jspecify.annotations.NullMarked;
