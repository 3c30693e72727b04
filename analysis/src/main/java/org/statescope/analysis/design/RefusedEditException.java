package org.statescope.analysis.design;

/// An edit that a network or the structure of its layer cannot take; the message is one sentence.
public final class RefusedEditException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /// Its place in the list.
  private final int edit;

  RefusedEditException(int edit, String sentence) {
    super(sentence);
    this.edit = edit;
  }

  /// The index of the edit in its list.
  public int edit() {
    return edit;
  }
}
