package org.statescope.app.runs;

import atlantafx.base.controls.CustomTextField;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.statescope.app.plot.ChartColours;
import org.statescope.app.texts.Texts;
import org.statescope.app.widget.EmptyState;
import org.statescope.app.widget.Icons;
import org.statescope.app.workspace.RunEntry;

/// The runs at the left of the window, with their search.
public final class RunListView extends VBox {
  private final RunListModel model;
  private final ListView<RunEntry> list;
  private final CustomTextField search = new CustomTextField();

  public RunListView(
      RunListModel model, RunActions actions, ObservableValue<ChartColours> colours) {
    this.model = model;
    getStyleClass().add("run-list-pane");
    list = new ListView<>(model.shown());
    list.setId("runs");
    list.setAccessibleText(Texts.text("runs.title"));
    list.getStyleClass().add("run-list");
    list.setCellFactory(view -> new RunCell(colours, actions));
    list.setPlaceholder(placeholder());
    VBox.setVgrow(list, Priority.ALWAYS);
    setUpSearch();
    setUpSelection();
    getChildren().addAll(header(), search, list);
  }

  /// Puts the keyboard onto the list.
  public void focusList() {
    list.requestFocus();
  }

  /// Puts the keyboard into the search.
  public void focusSearch() {
    search.requestFocus();
    search.selectAll();
  }

  private HBox header() {
    Label title = new Label(Texts.text("runs.title"));
    title.getStyleClass().add("title-4");
    Label count = new Label();
    count.getStyleClass().add("text-muted");
    count
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    model.shown().getSource().isEmpty()
                        ? ""
                        : Texts.text(
                            "runs.count",
                            model.shown().getSource().stream()
                                .filter(run -> ((RunEntry) run).isTicked())
                                .count(),
                            model.shown().getSource().size()),
                model.shown().getSource()));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox header = new HBox(8, title, gap, count);
    header.setAlignment(Pos.BASELINE_LEFT);
    header.getStyleClass().add("pane-header");
    return header;
  }

  private void setUpSearch() {
    search.setId("run-search");
    VBox.setMargin(search, new Insets(0, 16, 0, 16));
    search.setPromptText(Texts.text("runs.search"));
    search.setAccessibleText(Texts.text("runs.search"));
    search.setLeft(Icons.icon(BootstrapIcons.SEARCH, "search-icon"));
    search.textProperty().bindBidirectional(model.searchProperty());
    search.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            search.clear();
            list.requestFocus();
          }
        });
  }

  private void setUpSelection() {
    list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    list.getSelectionModel()
        .getSelectedItems()
        .addListener(
            (ListChangeListener<RunEntry>)
                change -> model.selected().setAll(list.getSelectionModel().getSelectedItems()));
    list.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.SPACE) {
            toggleSelected();
            event.consume();
          }
        });
  }

  private void toggleSelected() {
    boolean show = model.selected().stream().anyMatch(run -> !run.isTicked());
    model.selected().forEach(run -> run.tickedProperty().set(show));
  }

  /// Selects exactly these runs, as far as the list shows them.
  public void select(Iterable<RunEntry> runs) {
    list.getSelectionModel().clearSelection();
    runs.forEach(run -> list.getSelectionModel().select(run));
  }

  private EmptyState placeholder() {
    EmptyState state =
        new EmptyState(
            BootstrapIcons.COLLECTION, Texts.text("runs.empty"), Texts.text("runs.emptyAdvice"));
    return state;
  }
}
