package org.statescope.app.poles;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/// The poles that are looked at, of any run, the same ones at every step: those of the table, and
/// the one among them that the read-out is of. Belongs to the JavaFX thread.
final class PoleSelection {
  /// More could neither be told apart on a map nor be read in a table.
  static final int MOST = 5000;

  private final ObjectProperty<Optional<SelectedPole>> lead =
      new SimpleObjectProperty<>(Optional.empty());
  private final ReadOnlyObjectWrapper<List<SelectedPole>> poles =
      new ReadOnlyObjectWrapper<>(List.of());
  private boolean changing;
  private int leftOut;

  PoleSelection() {
    lead.subscribe(this::followLead);
  }

  /// The pole of the read-out. One that is set from elsewhere, and was not selected, is from then
  /// on the only one.
  ObjectProperty<Optional<SelectedPole>> leadProperty() {
    return lead;
  }

  /// All selected poles in the order of their selection.
  ReadOnlyObjectProperty<List<SelectedPole>> polesProperty() {
    return poles.getReadOnlyProperty();
  }

  /// How many poles the last box held that were not selected, because there were too many.
  int leftOut() {
    return leftOut;
  }

  /// Selects one pole instead of all others.
  void only(SelectedPole pole) {
    set(List.of(pole), Optional.of(pole), 0);
  }

  /// Selects a pole besides the others, or no longer.
  void toggle(SelectedPole pole) {
    List<SelectedPole> now = new ArrayList<>(poles.get());
    if (now.remove(pole)) {
      Optional<SelectedPole> next = lead.get().filter(each -> !each.equals(pole));
      set(now, next.or(() -> now.stream().reduce((earlier, later) -> later)), 0);
    } else {
      add(List.of(pole));
      lead.set(Optional.of(pole).filter(poles.get()::contains).or(lead::get));
    }
  }

  /// Selects poles besides the others, up to [#MOST]; what is beyond is counted.
  void add(Collection<SelectedPole> more) {
    LinkedHashSet<SelectedPole> now = new LinkedHashSet<>(poles.get());
    int beyond = 0;
    for (SelectedPole pole : more) {
      if (now.size() < MOST) {
        now.add(pole);
      } else if (!now.contains(pole)) {
        beyond++;
      }
    }
    Optional<SelectedPole> first = now.stream().findFirst();
    set(List.copyOf(now), lead.get().or(() -> first), beyond);
  }

  void clear() {
    set(List.of(), Optional.empty(), 0);
  }

  private void set(List<SelectedPole> now, Optional<SelectedPole> first, int beyond) {
    leftOut = beyond;
    changing = true;
    poles.set(List.copyOf(now));
    lead.set(first);
    changing = false;
  }

  private void followLead(Optional<SelectedPole> now) {
    if (!changing && !(now.isPresent() && poles.get().contains(now.get()))) {
      leftOut = 0;
      poles.set(now.stream().toList());
    }
  }
}
