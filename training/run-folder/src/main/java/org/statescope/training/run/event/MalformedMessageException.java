package org.statescope.training.run.event;

/// A record whose CRC is right but whose bytes are no message of the kind expected.
final class MalformedMessageException extends Exception {
  private static final long serialVersionUID = 1;

  MalformedMessageException(String what) {
    super(what);
  }
}
