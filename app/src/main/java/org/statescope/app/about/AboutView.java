package org.statescope.app.about;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.statescope.app.texts.Texts;

/// The card that says what this lab is: versions, machine, devices, licence, and a button that
/// copies all of it.
public final class AboutView extends VBox {
  private static final int DEVICE_ROWS = 7;

  private final List<Fact> facts;
  private final TextArea devices = new TextArea(Texts.text("about.devices.asking"));

  /// @param askForDevices asks the trainer in the background, and hands over what it says
  public AboutView(Node mark, Consumer<Consumer<String>> askForDevices, Runnable close) {
    this.facts = Machine.facts();
    setId("about");
    getStyleClass().add("dialog-card");
    getChildren()
        .addAll(
            title(mark),
            table(),
            styled(Texts.text("about.devices"), "title-4"),
            devices,
            words(Texts.text("about.licence")),
            words(Texts.text("about.thirdParty")),
            buttons(close));
    devices.setId("about-devices");
    devices.setEditable(false);
    devices.getStyleClass().add("about-devices");
    devices.setPrefRowCount(DEVICE_ROWS);
    devices.setAccessibleText(Texts.text("about.devices"));
    askForDevices.accept(devices::setText);
  }

  /// Everything the card says, as text.
  String text() {
    return Stream.concat(
            facts.stream().map(fact -> fact.name() + ": " + fact.value()),
            Stream.of(Texts.text("about.devices") + ":", devices.getText()))
        .collect(Collectors.joining("\n"));
  }

  private static Node title(Node mark) {
    Label line = words(Texts.text("start.line"));
    line.getStyleClass().add("text-muted");
    VBox words = new VBox(4, styled(Texts.text("app.name"), "title-3"), line);
    HBox title = new HBox(16, mark, words);
    title.setAlignment(Pos.CENTER_LEFT);
    return title;
  }

  private Node table() {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("form");
    int row = 0;
    for (Fact fact : facts) {
      Label name = styled(fact.name(), "text-muted");
      name.setMinWidth(Region.USE_PREF_SIZE);
      grid.addRow(row++, name, words(fact.value()));
    }
    return grid;
  }

  private Node buttons(Runnable close) {
    Button copy = new Button(Texts.text("about.copy"));
    copy.setId("about-copy");
    copy.setOnAction(
        event ->
            Clipboard.getSystemClipboard()
                .setContent(java.util.Map.of(DataFormat.PLAIN_TEXT, text())));
    Button done = new Button(Texts.text("help.close"));
    done.setId("about-close");
    done.setCancelButton(true);
    done.setDefaultButton(true);
    done.setOnAction(event -> close.run());
    // Else the keyboard stays with what lies below the card.
    done.sceneProperty().subscribe(scene -> Platform.runLater(done::requestFocus));
    HBox row = new HBox(8, copy, done);
    row.setAlignment(Pos.CENTER_RIGHT);
    return row;
  }

  private static Label words(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  private static Label styled(String text, String style) {
    Label label = new Label(text);
    label.getStyleClass().add(style);
    return label;
  }
}
