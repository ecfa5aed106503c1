package org.deforma.training.displacement;
import org.deforma.synthetic.*;
import java.util.*;
@SuppressWarnings("ArrayRecordComponent") // fields are plain arrays throughout; nothing compares these records
record TrainingSample(PairSample pair, float[] dx, float[] dy, float[] comparable) {
    static TrainingSample training(long seed,long i){ return make(seed*1000003+i); }
    static TrainingSample validation(long seed,long i){ return make(seed*777767777L+i+(1L<<40)); }
    static final int S=256;
    static TrainingSample make(long seed) {
      SplittableRandom r=new SplittableRandom(seed*7919+13); DisplacementField f=field(r); double db=5+35*r.nextDouble(); if(r.nextDouble()<0.5) db=12+15*r.nextDouble();
      ImagePair p=ImagePair.of(new FractalScene(S,S,seed),f,db,seed).quantised(8000,1200);
      float[] tx=new float[S*S],ty=new float[S*S],m=new float[S*S]; Arrays.fill(m,1); for(int i=0;i<S*S;i++){var v=f.at(i%S+.5,i/S+.5);tx[i]=(float)v.dx();ty[i]=(float)v.dy();}
      return new TrainingSample(new PairSample(p),tx,ty,m);
    }
  static DisplacementField field(SplittableRandom r) {
    DisplacementField f=DisplacementField.shift(r.nextDouble()*4-2,r.nextDouble()*4-2);
    if (r.nextDouble()<0.12) return r.nextDouble()<0.7?DisplacementField.shift(0,0):f;
    if (r.nextDouble()<0.8) f=f.plus(DisplacementField.waves(Math.pow(10,r.nextDouble()*1.5-1.5), S*Math.pow(2,r.nextDouble()*2)));
    if (r.nextDouble()<0.12) return f;
    int k=r.nextDouble()<0.75?1:2;
    for(int j=0;j<k;j++) {
      double s=0.05*Math.pow(80,r.nextDouble()); double hw=r.nextDouble()<0.65?0:Math.pow(r.nextDouble(),2)*20;
      double x0=S*(0.2+0.6*r.nextDouble()), y0=S*(0.2+0.6*r.nextDouble()), az=r.nextDouble()*360;
      final int type=r.nextInt(3); double ang=r.nextDouble()*2*Math.PI;
      double amp=r.nextDouble()*S*0.06, wl=S*(0.2+0.8*r.nextDouble()), ph=r.nextDouble()*6.28;
      double ux=Math.cos(ang)*s/2, uy=Math.sin(ang)*s/2; boolean slipAlong=r.nextDouble()<0.5;
      double ax=Math.sin(Math.toRadians(az)), ay=-Math.cos(Math.toRadians(az));
      if(slipAlong){ux=ax*s/2;uy=ay*s/2;}
      final double fx=ux,fy=uy; double end=r.nextDouble()<0.3? S*(0.1+0.4*r.nextDouble()):1e9;
      f=f.plus((x,y)->{ double along=(x-x0)*ax+(y-y0)*ay, across=(y-y0)*ax-(x-x0)*ay;
        if(type!=0) across+=amp*Math.sin(2*Math.PI*along/wl+ph);
        double taper=end>1e8?1:Math.max(0,Math.min(1,(end-along)/40)); if(taper<1&&taper>0) taper=Math.sqrt(taper);
        double side=hw==0?Math.signum(across):2/Math.PI*Math.atan(across/hw*1.5);
        return new DisplacementField.Vector(side*fx*taper,side*fy*taper); });
    }
    return f;
  }
}
