package org.statescope.app.palette;

import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.statescope.app.texts.Texts;

/// A field to type in and what it finds. The field keeps the focus: arrows choose, Enter does.
public final class CommandPalette extends VBox {
  private static final int PAGE = 8;
  private static final double WIDTH = 620;
  private static final double HEIGHT = 420;

  private final TextField field = new TextField();
  private final ListView<Command> list;
  private final Consumer<Command> choose;

  /// @param choose gets the command that was chosen
  public CommandPalette(PaletteModel model, Consumer<Command> choose) {
    this.choose = choose;
    list = new ListView<>(model.found());
    setId("palette");
    getStyleClass().addAll("dialog-card", "palette");
    setPrefSize(WIDTH, HEIGHT);
    setUpField(model);
    list.setId("palette-list");
    list.setAccessibleText(Texts.text("palette.list"));
    list.setFocusTraversable(false);
    list.setPlaceholder(new Label(Texts.text("palette.nothing")));
    list.setCellFactory(view -> new CommandCell(() -> chooseSelected()));
    VBox.setVgrow(list, javafx.scene.layout.Priority.ALWAYS);
    getChildren().addAll(field, list);
    model.found().addListener((ListChangeListener<Command>) change -> select(0));
    select(0);
    sceneProperty().subscribe(scene -> Platform.runLater(field::requestFocus));
  }

  private void setUpField(PaletteModel model) {
    field.setId("palette-field");
    field.setPromptText(Texts.text("palette.prompt"));
    field.setAccessibleText(Texts.text("palette.prompt"));
    // A screen reader stays with the field: it is told there what Enter would do.
    field
        .accessibleHelpProperty()
        .bind(
            list.getSelectionModel()
                .selectedItemProperty()
                .map(command -> Texts.text("palette.enter", command.title()))
                .orElse(Texts.text("palette.nothing")));
    // A binding would hold the model weakly: after a collection the palette no longer searched.
    field.textProperty().subscribe(words -> model.queryProperty().set(words));
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::obey);
  }

  private void obey(KeyEvent event) {
    int selected = list.getSelectionModel().getSelectedIndex();
    switch (event.getCode()) {
      case DOWN -> select(selected + 1);
      case UP -> select(selected - 1);
      case PAGE_DOWN -> select(selected + PAGE);
      case PAGE_UP -> select(selected - PAGE);
      case ENTER -> chooseSelected();
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void select(int index) {
    int last = list.getItems().size() - 1;
    if (last >= 0) {
      int allowed = Math.clamp(index, 0, last);
      list.getSelectionModel().select(allowed);
      list.scrollTo(Math.max(0, allowed - PAGE / 2));
    }
  }

  private void chooseSelected() {
    Command command = list.getSelectionModel().getSelectedItem();
    if (command != null) {
      choose.accept(command);
    }
  }
}
