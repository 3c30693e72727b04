package org.statescope.training.trainer;

/// A state matrix became unstable in a run that is to stop then.
final class UnstableRunException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String sentence;

  UnstableRunException(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  /// What happened and what to do.
  String sentence() {
    return sentence;
  }
}
