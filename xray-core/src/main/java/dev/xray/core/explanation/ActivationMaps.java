package dev.xray.core.explanation;

import dev.xray.core.network.LastConvolution;
import java.util.ArrayList;
import java.util.List;

/** Grad-CAM and HiResCAM, from what the last convolution gives. */
final class ActivationMaps {
  private ActivationMaps() {}

  /** HiResCAM: at each place the sum over the channels of gradient times value. */
  static List<HeatMap> hiResCam(LastConvolution layer) {
    int places = layer.grid().size();
    int channels = layer.channels();
    List<HeatMap> maps = new ArrayList<>();
    for (int image = 0; image < layer.logits().length; image++) {
      float[] map = new float[places];
      for (int place = 0; place < places; place++) {
        int first = (image * places + place) * channels;
        double sum = 0;
        for (int channel = 0; channel < channels; channel++) {
          sum += (double) layer.gradients()[first + channel] * layer.values()[first + channel];
        }
        map[place] = (float) sum;
      }
      maps.add(new HeatMap(layer.grid(), map));
    }
    return maps;
  }

  /** Grad-CAM: at each place the sum over the channels of mean gradient times value. */
  static List<HeatMap> gradCam(LastConvolution layer) {
    int places = layer.grid().size();
    int channels = layer.channels();
    List<HeatMap> maps = new ArrayList<>();
    for (int image = 0; image < layer.logits().length; image++) {
      double[] weights = meanGradients(layer, image);
      float[] map = new float[places];
      for (int place = 0; place < places; place++) {
        int first = (image * places + place) * channels;
        double sum = 0;
        for (int channel = 0; channel < channels; channel++) {
          sum += weights[channel] * layer.values()[first + channel];
        }
        map[place] = (float) sum;
      }
      maps.add(new HeatMap(layer.grid(), map));
    }
    return maps;
  }

  private static double[] meanGradients(LastConvolution layer, int image) {
    int places = layer.grid().size();
    int channels = layer.channels();
    double[] means = new double[channels];
    for (int i = 0; i < places * channels; i++) {
      means[i % channels] += layer.gradients()[image * places * channels + i] / (double) places;
    }
    return means;
  }
}
