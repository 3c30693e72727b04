package org.statescope.analysis.checkpoint.family;

import java.util.ArrayList;
import java.util.List;

/// Where the mixers of a network are.
final class Mixers {
  private Mixers() {}

  /// The prefixes of the mixers that have a tensor, with their dots, in order.
  static List<String> of(TensorIndex tensors, String mixer, String tensor) {
    return tensors.prefixes(mixer + "." + tensor).stream()
        .map(prefix -> prefix + mixer + ".")
        .toList();
  }

  /// Signs with the one of a mixer's `A_log` before them.
  static List<Sign> withA(String mixer, int rank, List<Sign> signs) {
    List<Sign> all = new ArrayList<>();
    all.add(Sign.tensor(mixer + "\\.A_log", rank));
    all.addAll(signs);
    return List.copyOf(all);
  }
}
