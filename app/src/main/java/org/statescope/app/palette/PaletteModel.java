package org.statescope.app.palette;

import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What the palette finds among the commands for what was typed. Holds no nodes.
public final class PaletteModel {
  private final List<Command> commands;
  private final StringProperty query = new SimpleStringProperty("");
  private final ObservableList<Command> found = FXCollections.observableArrayList();

  /// Held here: a view listens to its list weakly, and one that nobody holds falls silent.
  private final ObservableList<Command> foundView = FXCollections.unmodifiableObservableList(found);

  /// @param commands in the order in which they stand without a query
  public PaletteModel(List<Command> commands) {
    this.commands = List.copyOf(commands);
    query.subscribe(words -> found.setAll(FuzzySearch.find(words, this.commands)));
  }

  public StringProperty queryProperty() {
    return query;
  }

  /// What matches the query, best first.
  public ObservableList<Command> found() {
    return foundView;
  }
}
