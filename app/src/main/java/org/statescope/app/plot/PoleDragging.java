package org.statescope.app.plot;

/// What a pole map tells whoever lets its poles be dragged. While a pole is held, the visible part
/// of the plane stays where it is.
public interface PoleDragging {
  /// A press on a pole that the pointer then moves away with.
  ///
  /// @param pole index in the scene
  /// @return whether it may be dragged; else the drag pans
  boolean take(int pole);

  /// The pointer holds the pole over this point of the plane.
  void drag(double real, double imaginary);

  /// The pole was let go where it was dragged to last.
  void drop();
}
