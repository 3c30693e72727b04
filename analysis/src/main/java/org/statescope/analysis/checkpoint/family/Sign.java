package org.statescope.analysis.checkpoint.family;

import java.util.function.Predicate;

/// Something in a checkpoint that tells a family from others.
///
/// @param words what it is, for the report of a checkpoint that nobody knows
/// @param present whether a checkpoint carries it
record Sign(String words, Predicate<TensorIndex> present) {

  /// A tensor with so many extents whose name ends as a regular expression says.
  static Sign tensor(String lastNames, int rank) {
    return new Sign(
        "a tensor …" + readable(lastNames) + " with " + rank + (rank == 1 ? " extent" : " extents"),
        tensors -> tensors.has(lastNames, rank));
  }

  private static String readable(String lastNames) {
    return lastNames
        .replace("(?:.*\\.)?", "…")
        .replace(".*", "….")
        .replace("\\", "")
        .replace("?:", "");
  }

  /// No such tensor.
  static Sign no(String lastNames, int rank) {
    Sign tensor = tensor(lastNames, rank);
    return new Sign("no such thing as " + tensor.words, tensor.present.negate());
  }
}
