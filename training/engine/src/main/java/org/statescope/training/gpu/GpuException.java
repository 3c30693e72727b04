package org.statescope.training.gpu;

/// A device refused: the message is a sentence for the user.
public final class GpuException extends RuntimeException {
  private static final long serialVersionUID = 1;

  GpuException(String message) {
    super(message);
  }
}
