package org.statescope.app.design;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.statescope.analysis.design.ClampPoles;
import org.statescope.analysis.design.MovePole;
import org.statescope.analysis.design.PoleEdit;
import org.statescope.analysis.design.PoleEdits;
import org.statescope.analysis.design.PruneState;
import org.statescope.analysis.design.TruncateLayer;
import org.statescope.analysis.lti.Complex;

/// The list of edits, the pole that is selected, and what the user does to both. Moves of one pole
/// after one another are one edit; while a pole is dragged its move is not yet in the list.
final class PoleEditor {
  /// What a move keeps of the pole that it began with.
  ///
  /// @param real whether the pole lay on the real axis, where it then stays
  private record Begun(int layer, int system, int state, boolean real) {}

  private final History<PoleEdits> history = new History<>(PoleEdits.NONE);
  private final ReadOnlyObjectWrapper<PoleEdits> shown =
      new ReadOnlyObjectWrapper<>(PoleEdits.NONE);
  private final ObjectProperty<OptionalInt> selected =
      new SimpleObjectProperty<>(OptionalInt.empty());
  private final ReadOnlyObjectProperty<Optional<Comparison>> system;
  private Optional<Begun> begun = Optional.empty();
  private Optional<Begun> held = Optional.empty();

  /// @param system the system that is edited, as it is now
  PoleEditor(ReadOnlyObjectProperty<Optional<Comparison>> system) {
    this.system = system;
    history.nowProperty().subscribe(this::showHistory);
  }

  /// The edits to show: those of the list, and the move of a pole that is being dragged.
  ReadOnlyObjectProperty<PoleEdits> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /// The edits of the list.
  ReadOnlyObjectProperty<PoleEdits> editsProperty() {
    return history.nowProperty();
  }

  ReadOnlyBooleanProperty canUndoProperty() {
    return history.canUndoProperty();
  }

  ReadOnlyBooleanProperty canRedoProperty() {
    return history.canRedoProperty();
  }

  /// The number of the state whose pole is selected.
  ObjectProperty<OptionalInt> selectedProperty() {
    return selected;
  }

  Optional<Complex> selectedPole() {
    Optional<Comparison> now = system.get();
    return now.isPresent() && selected.get().isPresent()
        ? Optional.of(selected.get().getAsInt())
            .filter(now.get()::isPresent)
            .map(now.get().poles()::get)
        : Optional.empty();
  }

  /// Selects the next pole in the order of the states.
  ///
  /// @param by 1 or −1
  /// @return false past the last one, where nothing is selected any more
  boolean selectNext(int by) {
    if (system.get().isEmpty()) {
      return false;
    }
    Comparison now = system.get().get();
    int from = selected.get().orElse(by > 0 ? -1 : now.poles().size());
    OptionalInt next =
        IntStream.iterate(from + by, state -> state >= 0 && state < now.poles().size(), i -> i + by)
            .filter(now::isPresent)
            .findFirst();
    selected.set(next);
    return next.isPresent();
  }

  /// Takes hold of a pole.
  boolean take(int state) {
    held = begin(state);
    held.ifPresent(any -> selected.set(OptionalInt.of(state)));
    return held.isPresent();
  }

  /// Shows the edits with the held pole at a place.
  void drag(Complex to) {
    held.ifPresent(pole -> shown.set(moved(pole, to)));
  }

  /// Puts the move of the held pole into the list.
  void drop() {
    if (held.isPresent()) {
      begun = held;
      held = Optional.empty();
      history.change(shown.get());
    }
  }

  /// Gives the held pole back as it was.
  void giveUp() {
    held = Optional.empty();
    showHistory(history.now());
  }

  /// Moves the selected pole a little; moves after one another are undone together.
  void nudge(Complex to) {
    begin(selected.get().orElse(-1))
        .ifPresent(
            pole -> {
              begun = Optional.of(pole);
              history.change(moved(pole, to), pole);
            });
  }

  /// Moves the selected pole to a place. A real pole that is to become complex takes the nearest
  /// other real pole along as its conjugate.
  void moveTo(Complex to) {
    OptionalInt state = selected.get();
    if (state.isEmpty() || system.get().isEmpty()) {
      return;
    }
    Comparison now = system.get().get();
    Optional<Begun> pole = begin(state.getAsInt());
    if (pole.isPresent() && pole.get().real && !to.isReal()) {
      begun = Optional.empty();
      int partner = partner(now, state.getAsInt());
      add(new MovePole(now.layer(), now.system(), state.getAsInt(), to, partner));
    } else if (pole.isPresent()) {
      begun = pole;
      history.change(moved(pole.get(), to));
    }
  }

  /// Removes the state of the selected pole.
  ///
  /// @param systems [PoleEdit#ALL] for the state of that number in all systems of the layer
  boolean prune(int systems) {
    Optional<Complex> pole = selectedPole();
    pole.ifPresent(
        any ->
            add(
                new PruneState(
                    system.get().orElseThrow().layer(), systems, selected.get().orElseThrow())));
    return pole.isPresent();
  }

  /// Keeps poles from decaying more slowly than a rate.
  ///
  /// @param layers whose poles
  /// @param systems one system, or [PoleEdit#ALL]
  /// @param leastRate −Re λ at least, in the poles' unit
  void clamp(List<Integer> layers, int systems, double leastRate) {
    PoleEdits next = history.now();
    for (int layer : layers) {
      next = next.with(new ClampPoles(layer, systems, leastRate));
    }
    change(next);
  }

  void truncate(int layer, int order) {
    add(new TruncateLayer(layer, order));
  }

  /// Takes one edit out of the list.
  void remove(int index) {
    List<PoleEdit> rest = new ArrayList<>(history.now().list());
    rest.remove(index);
    change(new PoleEdits(rest));
  }

  void reset() {
    change(PoleEdits.NONE);
  }

  void undo() {
    begun = Optional.empty();
    held = Optional.empty();
    history.undo();
  }

  void redo() {
    begun = Optional.empty();
    held = Optional.empty();
    history.redo();
  }

  /// Goes back from edits that cannot be made, if they are still the newest.
  void retract(PoleEdits refused) {
    begun = Optional.empty();
    held = Optional.empty();
    if (history.now().equals(refused)) {
      history.retract();
    }
    showHistory(history.now());
  }

  /// Another model with edits of its own.
  void restart(PoleEdits edits) {
    begun = Optional.empty();
    held = Optional.empty();
    selected.set(OptionalInt.empty());
    history.restart(edits);
    showHistory(edits);
  }

  private void add(PoleEdit edit) {
    change(history.now().with(edit));
  }

  private void change(PoleEdits next) {
    begun = Optional.empty();
    history.change(next);
  }

  private void showHistory(PoleEdits edits) {
    if (held.isEmpty()) {
      shown.set(edits);
    }
  }

  /// What a move of this pole goes on with: the last edit where it is a move of the same pole.
  private Optional<Begun> begin(int state) {
    Optional<Comparison> now = system.get();
    if (now.isEmpty() || !now.get().isPresent(state)) {
      return Optional.empty();
    }
    int layer = now.get().layer();
    int of = now.get().system();
    boolean goesOn =
        begun.isPresent()
            && begun.get().layer == layer
            && begun.get().system == of
            && begun.get().state == state;
    return goesOn
        ? begun
        : Optional.of(new Begun(layer, of, state, now.get().poles().get(state).isReal()));
  }

  private PoleEdits moved(Begun pole, Complex to) {
    PoleEdits before = history.now();
    boolean goesOn =
        begun.equals(Optional.of(pole))
            && !before.isEmpty()
            && before.list().getLast() instanceof MovePole last
            && last.layer() == pole.layer
            && last.system() == pole.system
            && last.state() == pole.state;
    PoleEdits rest = goesOn ? before.first(before.size() - 1) : before;
    Complex place = pole.real ? Complex.real(to.real()) : to;
    return rest.with(new MovePole(pole.layer, pole.system, pole.state, place));
  }

  private static int partner(Comparison now, int state) {
    double from = now.poles().get(state).real();
    return IntStream.range(0, now.poles().size())
        .filter(other -> other != state && now.isPresent(other))
        .filter(other -> now.poles().get(other).isReal())
        .boxed()
        .min(
            java.util.Comparator.comparingDouble(
                other -> Math.abs(now.poles().get(other).real() - from)))
        .orElse(MovePole.NO_PARTNER);
  }
}
