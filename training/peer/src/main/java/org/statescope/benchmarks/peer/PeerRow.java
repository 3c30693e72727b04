package org.statescope.benchmarks.peer;

import org.statescope.benchmarks.Figures;

/// One measurement of ours beside those of the peer.
///
/// @param plain the peer as it comes
/// @param keeping the peer with a C library that keeps freed memory
record PeerRow(String name, Algorithm algorithm, Figures ours, Figures plain, Figures keeping) {
  /// How many times as fast as the peer as it comes we are.
  double ratio() {
    return plain.get("seconds") / ours.get("seconds");
  }

  /// How many times as fast as the peer that keeps its memory we are.
  double keepingRatio() {
    return keeping.get("seconds") / ours.get("seconds");
  }
}
