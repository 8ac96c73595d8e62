package dev.xray.core.model;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * The operations that the graph of a model may have. TensorFlow graphs are programs, and some
 * operations read and write files: only pure arithmetic is let in.
 */
final class GraphOperations {
  private static final Set<String> ALLOWED =
      Set.of(
          "BiasAdd",
          "Const",
          "Conv2D",
          "MatMul",
          "MaxPool",
          "Mul",
          "Placeholder",
          "Relu",
          "Reshape",
          "Sigmoid",
          "Tile");

  private GraphOperations() {}

  /** Operations of the graph and of its functions that are not allowed, sorted. */
  static List<String> notAllowed(GraphDef graph) {
    Stream<NodeDef> inFunctions =
        graph.getLibrary().getFunctionList().stream()
            .map(FunctionDef::getNodeDefList)
            .flatMap(List::stream);
    return Stream.concat(graph.getNodeList().stream(), inFunctions)
        .map(NodeDef::getOp)
        .filter(operation -> !ALLOWED.contains(operation))
        .distinct()
        .sorted()
        .toList();
  }
}
