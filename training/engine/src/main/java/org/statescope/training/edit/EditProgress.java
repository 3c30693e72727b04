package org.statescope.training.edit;

/// Is told how far the making of an edited checkpoint is.
@FunctionalInterface
public interface EditProgress {
  /// The response of so many of the edits is known.
  void predicted(int edits, int of);

  /// A tensor is written as F32 that the source has in another type.
  default void widened(String tensor, String type) {}
}
