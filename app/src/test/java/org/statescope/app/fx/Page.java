package org.statescope.app.fx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.stage.Stage;

/// One page alone on a stage: what is on it, and the command line that it calls.
public final class Page {
  private Page() {}

  /// A command line that is a small program of the test.
  ///
  /// @param root the folder that a trainer command is given
  /// @param script lines of a shell
  public static void program(Path root, String script) throws IOException {
    Path program = Files.createDirectories(root.resolve("bin")).resolve("statescope");
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  public static <T extends Node> T find(Node view, String id, Class<T> type) {
    return Fx.on(() -> type.cast(view.lookup("#" + id)));
  }

  public static void press(Node view, String id) {
    Fx.run(find(view, id, Button.class)::fire);
  }

  /// The words of all labels that are shown.
  public static String words(Node view) {
    return Fx.on(
        () ->
            view.lookupAll(".label").stream()
                .filter(Node::isVisible)
                .map(node -> ((Label) node).getText())
                .collect(Collectors.joining(" | ")));
  }

  /// Closes everything in this order, and then the stage.
  public static void close(Stage stage, ExecutorService background, AutoCloseable... parts) {
    Fx.on(
        () -> {
          for (AutoCloseable part : parts) {
            part.close();
          }
          stage.close();
          return stage;
        });
    background.shutdown();
  }
}
