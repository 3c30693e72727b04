package org.statescope.training.run;

import com.fasterxml.jackson.annotation.JsonValue;

/// The order in which the windows of a text are learned.
public enum BatchOrder {
  /// Every window of an epoch once, in an order that the seed and the epoch decide.
  SHUFFLED("shuffled"),
  /// Each row of a batch goes on where the same row of the batch before ended. The state of the
  /// recurrence is not carried over: every window starts from zero.
  CONTIGUOUS("contiguous");

  private final String label;

  BatchOrder(String label) {
    this.label = label;
  }

  /// The name used in files and on the command line.
  @JsonValue
  public String label() {
    return label;
  }

  /// The order of that label; an unknown one fails with a sentence that lists the known ones.
  public static BatchOrder ofLabel(String label) {
    return Require.label("order of batches", label, values(), BatchOrder::label);
  }
}
