<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld">
  <!-- Colours: davos of Scientific colour maps 8.0 by Fabio Crameri, doi:10.5281/zenodo.1243862, MIT licence. -->
  <NamedLayer>
    <Name>correlation</Name>
    <UserStyle>
      <Name>correlation</Name>
      <Title>Correlation</Title>
      <Abstract>How alike the two images are after matching; 1 is the same</Abstract>
      <FeatureTypeStyle>
        <Rule>
          <RasterSymbolizer>
            <ChannelSelection>
              <GrayChannel>
                <SourceChannelName>3</SourceChannelName>
              </GrayChannel>
            </ChannelSelection>
            <ColorMap>
              <ColorMapEntry color="#00054A" label="0" quantity="0"/>
              <ColorMapEntry color="#0C2368" quantity="0.0833333"/>
              <ColorMapEntry color="#1C4083" quantity="0.166667"/>
              <ColorMapEntry color="#2F5A96" label="0.25" quantity="0.25"/>
              <ColorMapEntry color="#43709D" quantity="0.333333"/>
              <ColorMapEntry color="#58809A" quantity="0.416667"/>
              <ColorMapEntry color="#6C8D93" label="0.5" quantity="0.5"/>
              <ColorMapEntry color="#809B8B" quantity="0.583333"/>
              <ColorMapEntry color="#99AD88" quantity="0.666667"/>
              <ColorMapEntry color="#BCC894" label="0.75" quantity="0.75"/>
              <ColorMapEntry color="#E2E6B7" quantity="0.833333"/>
              <ColorMapEntry color="#F7F7DE" quantity="0.916667"/>
              <ColorMapEntry color="#FEFEFE" label="1" quantity="1"/>
            </ColorMap>
          </RasterSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
