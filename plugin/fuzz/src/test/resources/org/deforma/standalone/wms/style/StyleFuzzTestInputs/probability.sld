<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld">
  <!-- Colours: devon, reversed, of Scientific colour maps 8.0 by Fabio Crameri, doi:10.5281/zenodo.1243862, MIT licence. -->
  <NamedLayer>
    <Name>probability</Name>
    <UserStyle>
      <Name>probability</Name>
      <Title>Probability</Title>
      <Abstract>Probability of one class</Abstract>
      <FeatureTypeStyle>
        <Rule>
          <RasterSymbolizer>
            <ChannelSelection>
              <GrayChannel>
                <SourceChannelName>3</SourceChannelName>
              </GrayChannel>
            </ChannelSelection>
            <ColorMap>
              <ColorMapEntry color="#FFFFFF" label="0" quantity="0"/>
              <ColorMapEntry color="#EDEBFB" quantity="0.0833333"/>
              <ColorMapEntry color="#DCD8F8" quantity="0.166667"/>
              <ColorMapEntry color="#CBC6F4" label="0.25" quantity="0.25"/>
              <ColorMapEntry color="#BAB3F1" quantity="0.333333"/>
              <ColorMapEntry color="#A3A1EA" quantity="0.416667"/>
              <ColorMapEntry color="#7D8EDD" label="0.5" quantity="0.5"/>
              <ColorMapEntry color="#537BC9" quantity="0.583333"/>
              <ColorMapEntry color="#3669AD" quantity="0.666667"/>
              <ColorMapEntry color="#29588F" label="0.75" quantity="0.75"/>
              <ColorMapEntry color="#274275" quantity="0.833333"/>
              <ColorMapEntry color="#2A2D60" quantity="0.916667"/>
              <ColorMapEntry color="#2C1A4C" label="1" quantity="1"/>
            </ColorMap>
          </RasterSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
