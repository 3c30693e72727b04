package org.statescope.training.trainer;

/// A state matrix became unstable in a run that is to stop then.
final class UnstableRunException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnstableRunException(String message) {
    super(message);
  }
}
