package org.statescope.app.design;

import java.util.List;
import java.util.Set;
import org.statescope.analysis.design.BoundKind;
import org.statescope.analysis.design.EditedNetwork;
import org.statescope.analysis.design.Prediction;
import org.statescope.analysis.lti.Complex;
import org.statescope.analysis.lti.StateSpace;

/// One system before and after the edits. States keep their numbers.
///
/// @param layer from 0
/// @param system from 0
/// @param polesBefore by the numbers of the states
/// @param poles after the edits, by the numbers of the states
/// @param removed numbers of the states that are left out
/// @param change what the edits do to the response, and what it cannot exceed
record Comparison(
    int layer,
    int system,
    ResponseGrid grid,
    SystemAnswers before,
    SystemAnswers after,
    List<Complex> polesBefore,
    List<Complex> poles,
    Set<Integer> removed,
    Prediction change) {
  private static final Prediction UNCHANGED = new Prediction.Finite(0, 0, 0, BoundKind.MODAL_SUM);

  Comparison {
    polesBefore = List.copyOf(polesBefore);
    poles = List.copyOf(poles);
    removed = Set.copyOf(removed);
  }

  /// Computes everything; for the background.
  ///
  /// @param untouched the network without edits
  static Comparison of(EditedNetwork untouched, EditedNetwork edited, int layer, int system) {
    StateSpace first = untouched.network().layers().get(layer).channels().system(system);
    StateSpace second = edited.network().layers().get(layer).channels().system(system);
    ResponseGrid grid = ResponseGrid.of(first, second);
    SystemAnswers before = SystemAnswers.of(first, grid);
    boolean edits = edited.editedLayers().contains(layer) && !isSame(first, second);
    return new Comparison(
        layer,
        system,
        grid,
        before,
        edits ? SystemAnswers.of(second, grid) : before,
        untouched.poles(layer, system),
        edited.poles(layer, system),
        edited.removedStates(layer),
        edits ? edited.total(layer, system) : UNCHANGED);
  }

  /// Whether the edits changed the system at all.
  boolean isEdited() {
    return before != after;
  }

  /// Whether a state still has a pole that can be moved.
  boolean isPresent(int state) {
    return state >= 0 && state < poles.size() && !removed.contains(state);
  }

  private static boolean isSame(StateSpace first, StateSpace second) {
    return first.order() == second.order()
        && java.util.Arrays.equals(first.a().data, second.a().data)
        && java.util.Arrays.equals(first.b().data, second.b().data)
        && java.util.Arrays.equals(first.c().data, second.c().data)
        && java.util.Arrays.equals(first.d().data, second.d().data);
  }
}
