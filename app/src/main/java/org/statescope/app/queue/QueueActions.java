package org.statescope.app.queue;

/// What a user does with a run that waits, besides moving it.
public interface QueueActions {
  /// Begins the run now, beside whatever its device has at work.
  void beginNow(QueuedRun run);

  /// Takes the run off the queue; its folder stays, and can be begun later.
  void takeOff(QueuedRun run);
}
