package org.statescope.app.export;

/// A kind of file that the lab writes.
public sealed interface FileFormat permits FigureFormat, SystemFormat {
  /// What a dialog calls it.
  String words();

  /// The ending of its files, without a dot.
  String extension();

  /// The key of the title of the dialog that asks for a place.
  String titleKey();
}
