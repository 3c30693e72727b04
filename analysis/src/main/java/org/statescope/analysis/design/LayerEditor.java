package org.statescope.analysis.design;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.network.ComplexDiagonalBank;
import org.statescope.analysis.network.DiagonalBank;
import org.statescope.analysis.network.ScalarBank;

/// Makes one edit of one layer.
final class LayerEditor {
  private final LayerDesign before;
  private final double[] real;
  private final double[] imaginary;
  private final BitSet removed;
  private final BitSet moved = new BitSet();

  private LayerEditor(LayerDesign before) {
    this.before = before;
    real = before.real().clone();
    imaginary = before.imaginary().clone();
    removed = (BitSet) before.removed().clone();
  }

  /// The layer after an edit.
  ///
  /// @throws IllegalArgumentException in one sentence if the layer cannot take it
  static LayerDesign apply(LayerDesign before, PoleEdit edit) {
    LayerEditor editor = new LayerEditor(before);
    switch (edit) {
      case MovePole move -> editor.move(move);
      case ClampPoles clamp -> editor.clamp(clamp);
      case PruneState prune -> editor.prune(prune);
      case TruncateLayer truncate -> editor.truncate(truncate);
    }
    LayerDesign edited = before.with(before.bank(), editor.real, editor.imaginary, editor.removed);
    RemovedModes gone = RemovedModes.between(before, edited);
    if (RemovedModes.isPossible(before) && !gone.isEmpty()) {
      edited = edited.through(gone.openEnd());
    }
    return edited.with(
        BankBuilder.build(edited, editor.moved), editor.real, editor.imaginary, editor.removed);
  }

  private void move(MovePole move) {
    int system = move.system();
    requireSystem(system);
    requireState(move.state());
    boolean realOnly = before.bank() instanceof DiagonalBank || before.bank() instanceof ScalarBank;
    if (realOnly && !move.to().isReal()) {
      throw new IllegalArgumentException(
          "Every pole of "
              + before.words()
              + " is real: state "
              + move.state()
              + " cannot leave the real axis.");
    }
    requirePresent(move.state());
    int[] together = before.together(system, move.state());
    if (move.partner() != MovePole.NO_PARTNER) {
      joinPartner(move);
    } else if (realOnly) {
      set(system, together, move.to());
    } else if (move.to().isReal()) {
      set(system, together, move.to());
    } else if (together.length == 2) {
      set(system, together[0], move.to());
      set(system, together[1], move.to().conjugate());
    } else {
      throw new IllegalArgumentException(
          "State "
              + move.state()
              + " of system "
              + system
              + " in "
              + before.words()
              + " has a real pole, which leaves the real axis only together with another: name its"
              + " partner.");
    }
  }

  private void joinPartner(MovePole move) {
    requireState(move.partner());
    requirePresent(move.partner());
    boolean bothReal =
        before.pole(move.system(), move.state()).isReal()
            && before.pole(move.system(), move.partner()).isReal();
    if (!bothReal || before.bank() instanceof ComplexDiagonalBank) {
      throw new IllegalArgumentException(
          "States "
              + move.state()
              + " and "
              + move.partner()
              + " of system "
              + move.system()
              + " in "
              + before.words()
              + " are not two real poles that could become a pair: move the pole alone.");
    }
    set(move.system(), move.state(), move.to());
    set(move.system(), move.partner(), move.to().conjugate());
  }

  private void clamp(ClampPoles clamp) {
    systems(clamp.system())
        .forEach(
            system -> {
              for (int state = 0; state < before.order(); state++) {
                if (isGone(state)) {
                  continue;
                }
                Complex pole = before.pole(system, state);
                double rate = Math.clamp(-pole.real(), clamp.leastRate(), clamp.greatestRate());
                set(system, state, new Complex(-rate, pole.imaginary()));
              }
            });
  }

  private void prune(PruneState prune) {
    requireState(prune.state());
    if (prune.system() == PoleEdit.ALL && before.removesExactly()) {
      leaveOut(prune.state());
      return;
    }
    if (isGone(prune.state())) {
      return;
    }
    if (before.bank() instanceof ScalarBank scalar && scalar.order() > 1) {
      throw new IllegalArgumentException(
          "The states of a head of "
              + before.words()
              + " share one pole: prune the state in all heads.");
    }
    systems(prune.system()).forEach(system -> forget(system, prune.state()));
  }

  private void truncate(TruncateLayer truncate) {
    if (truncate.order() > before.order()) {
      throw new IllegalArgumentException(
          "The systems of "
              + before.words()
              + " have "
              + before.order()
              + " states: they cannot be truncated to "
              + truncate.order()
              + ".");
    }
    if (before.removesExactly()) {
      Contributions.removedFromAll(before, truncate.order()).forEach(this::leaveOut);
    } else {
      systems(PoleEdit.ALL)
          .forEach(
              system ->
                  Contributions.removedFrom(before, system, truncate.order())
                      .forEach(state -> forget(system, state)));
    }
  }

  private void leaveOut(int state) {
    removed.set(state);
    if (before.bank() instanceof ComplexDiagonalBank) {
      removed.set(state ^ 1);
    }
  }

  /// A state of a companion layer that has left by the open end: another pole would bring it back.
  private boolean isGone(int state) {
    return RemovedModes.isPossible(before) && removed.get(state);
  }

  private void requirePresent(int state) {
    if (isGone(state)) {
      throw new IllegalArgumentException(
          "State " + state + " of " + before.words() + " has been removed: its pole cannot move.");
    }
  }

  private void forget(int system, int state) {
    if (isGone(state)) {
      return;
    }
    if (RemovedModes.canLeave(before, state)) {
      for (int one : before.together(system, state)) {
        removed.set(one);
      }
      return;
    }
    if (!before.forgetting().isKnown()) {
      throw new IllegalArgumentException(
          "A state of "
              + before.words()
              + " is removed by a pole that forgets within one token, but no step Δ of it is"
              + " known.");
    }
    set(system, before.together(system, state), Complex.real(before.forgetting().pole(system)));
  }

  private void set(int system, int[] states, Complex pole) {
    for (int state : states) {
      set(system, state, pole);
    }
  }

  private void set(int system, int state, Complex pole) {
    int at = system * before.order() + state;
    if (real[at] != pole.real() || imaginary[at] != pole.imaginary()) {
      real[at] = pole.real();
      imaginary[at] = pole.imaginary();
      moved.set(system);
    }
  }

  private int[] systemsOf(int system) {
    if (system == PoleEdit.ALL) {
      return IntStream.range(0, before.bank().count()).toArray();
    }
    requireSystem(system);
    return new int[] {system};
  }

  private IntStream systems(int system) {
    return Arrays.stream(systemsOf(system));
  }

  private void requireSystem(int system) {
    int count = before.bank().count();
    if (system >= count) {
      throw new IllegalArgumentException(
          "There is no system %d in %s: it has systems 0 to %d."
              .formatted(system, before.words(), count - 1));
    }
  }

  private void requireState(int state) {
    if (state >= before.order()) {
      throw new IllegalArgumentException(
          "There is no state %d in %s: it has states 0 to %d."
              .formatted(state, before.words(), before.order() - 1));
    }
  }
}
