package org.statescope.analysis.design;

import org.statescope.analysis.lti.Complex;

/// Moves one pole of one system.
///
/// - A complex pole takes its conjugate along. Moved onto the real axis, the two become a double
///   real pole.
/// - A real pole stays real, unless a real partner is named: then the two become `to` and its
///   conjugate.
/// - In a real diagonal, and in heads, every pole is real.
///
/// @param layer index of the layer
/// @param system index of the system, one only
/// @param state number of the pole, see [PoleEdit]
/// @param to where it goes, in the unit of the layer's poles (1/Δ for learned layers)
/// @param partner number of the real pole that becomes the conjugate, or [#NO_PARTNER]
public record MovePole(int layer, int system, int state, Complex to, int partner)
    implements PoleEdit {
  /// No other real pole goes along.
  public static final int NO_PARTNER = -1;

  public MovePole {
    PoleEdit.requirePlace(layer, system);
    PoleEdit.requireState(state);
    if (system == ALL) {
      throw new IllegalArgumentException("A pole is moved in one system: name it.");
    }
    if (!to.isFinite()) {
      throw new IllegalArgumentException(
          "A pole cannot be moved to " + to.real() + " + " + to.imaginary() + "i: name a number.");
    }
    if (partner < NO_PARTNER || partner == state) {
      throw new IllegalArgumentException(
          "The partner of state " + state + " is " + partner + " but must be another state.");
    }
    if (partner != NO_PARTNER && to.isReal()) {
      throw new IllegalArgumentException(
          "A real pole needs no partner to move along the real axis: leave it out.");
    }
  }

  /// A move without a partner.
  public MovePole(int layer, int system, int state, Complex to) {
    this(layer, system, state, to, NO_PARTNER);
  }
}
