package org.statescope.analysis.checkpoint.torch;

/// What a checkpoint's pickle may cost. A model of 10 000 tensors takes about 200 000 values and 2
/// MB, so the limits are far from honest files and near enough to stop others.
final class PickleLimits {
  /// Bytes of the pickle.
  static final long LARGEST_PICKLE = 64L << 20;

  /// Values built, and places on the stack and in the memo.
  static final int MOST_VALUES = 1 << 20;

  /// Marks that are open at once, and dictionaries within one another.
  static final int DEEPEST = 32;

  /// Characters of a name that a failure repeats.
  static final int LONGEST_NAME = 200;

  private PickleLimits() {}
}
