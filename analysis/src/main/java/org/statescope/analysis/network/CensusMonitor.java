package org.statescope.analysis.network;

/// Watches a census and may end it. Called from the threads that do the work, one at a time.
public interface CensusMonitor {
  /// A monitor that only waits.
  CensusMonitor NONE = (finished, total) -> true;

  /// Told after each block.
  ///
  /// @param finished systems answered so far
  /// @param total systems of the network
  /// @return whether to go on
  boolean progressed(long finished, long total);
}
