/// The run folder: configuration, status, commands, lock and checkpoints of a run, as files. It is
/// the only contract between the trainer and the desktop, so it loads no natives and knows neither
/// tensors nor windows.
///
/// Every file is append-only, or written aside, fsynced and renamed: a reader never sees half a
/// file.
@NullMarked
package org.statescope.training.run;

import org.jspecify.annotations.NullMarked;
