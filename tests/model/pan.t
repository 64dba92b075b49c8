#ifdef PEG
struct T_SRC {
	char *fl; int ln;
} T_SRC[NTRANS];

void
tr_2_src(int m, char *file, int ln)
{	T_SRC[m].fl = file;
	T_SRC[m].ln = ln;
}

void
putpeg(int n, int m)
{	printf("%5d	trans %4d ", m, n);
	printf("%s:%d\n",
		T_SRC[n].fl, T_SRC[n].ln);
}
#endif

void
settable(void)
{	Trans *T;
	Trans *settr(int, int, int, int, int, char *, int, int, int);

	trans = (Trans ***) emalloc(5*sizeof(Trans **));

	/* proctype 3: :init: */

	trans[3] = (Trans **) emalloc(7*sizeof(Trans *));

	T = trans[ 3][3] = settr(2904,2,0,0,0,"ATOMIC", 0, 2, 0);
	T->nxt	= settr(2904,2,1,0,0,"ATOMIC", 0, 2, 0);
	trans[3][1]	= settr(2902,2,2,3,3,"(run sender())", 0, 2, 0);
	trans[3][2]	= settr(2903,0,4,4,4,"(run receiver())", 0, 2, 0);
	trans[3][4]	= settr(2905,0,5,5,0,"((ended[0]&&ended[1]))", 1, 2, 0);
	trans[3][5]	= settr(2906,0,6,6,0,"assert((got==3))", 1, 2, 0);
	trans[3][6]	= settr(2907,0,0,7,7,"-end-", 0, 3500, 0);

	/* proctype 2: receiver */

	trans[2] = (Trans **) emalloc(1439*sizeof(Trans *));

	trans[2][1435]	= settr(2898,0,1434,1,0,".(goto)", 0, 2, 0);
	T = trans[2][1434] = settr(2897,0,0,0,0,"DO", 0, 2, 0);
	T = T->nxt	= settr(2897,0,1,0,0,"DO", 0, 2, 0);
	    T->nxt	= settr(2897,0,3,0,0,"DO", 0, 2, 0);
	trans[2][1]	= settr(1464,0,1437,8,0,"((got==3))", 1, 2, 0);
	trans[2][2]	= settr(1465,0,1437,1,0,"goto :b79", 0, 2, 0);
	trans[2][3]	= settr(1466,0,416,9,0,"((got!=3))", 1, 2, 0);
	T = trans[ 2][416] = settr(1879,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1879,0,4,0,0,"sub-sequence", 0, 2, 0);
	trans[2][4]	= settr(1467,0,51,10,10,"r = 0", 0, 2, 0);
	T = trans[2][51] = settr(1514,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1514,0,5,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1514,0,50,0,0,"IF", 0, 2, 0);
	trans[2][5]	= settr(1468,0,49,11,11,"((seen==got))", 1, 2, 0);
	T = trans[ 2][49] = settr(1512,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1512,0,21,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][21] = settr(1484,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1484,0,20,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][20]	= settr(1483,32,30,12,12,"D_STEP42", 1, 2, 0);
	T = trans[2][30] = settr(1493,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1493,0,22,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1493,0,29,0,0,"IF", 0, 2, 0);
	trans[2][22]	= settr(1485,0,28,13,13,"((x!=got))", 1, 2, 0);
	T = trans[ 2][28] = settr(1491,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1491,0,27,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][27] = settr(1490,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(1490,2,23,0,0,"ATOMIC", 1, 2, 0);
	trans[2][23]	= settr(1486,0,47,14,14,"((sb[1].n<4))", 1, 2, 0); /* m: 24 -> 47,0 */
	reached2[24] = 1;
	trans[2][24]	= settr(0,0,0,0,0,"sb[1].at[sb[1].n] = 2",0,0,0);
	trans[2][25]	= settr(0,0,0,0,0,"sb[1].val[sb[1].n] = got",0,0,0);
	trans[2][26]	= settr(0,0,0,0,0,"sb[1].n = (sb[1].n+1)",0,0,0);
	trans[2][31]	= settr(1494,0,47,1,0,".(goto)", 0, 2, 0);
	trans[2][29]	= settr(1492,0,47,2,0,"else", 0, 2, 0);
	T = trans[ 2][47] = settr(1510,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1510,0,46,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][46]	= settr(1509,32,48,15,15,"D_STEP42", 1, 2, 0);
	trans[2][48]	= settr(1511,0,413,16,16,"x = 0", 0, 2, 0);
	trans[2][52]	= settr(1515,0,413,1,0,".(goto)", 0, 2, 0);
	trans[2][50]	= settr(1513,0,413,2,0,"else", 0, 2, 0);
	T = trans[2][413] = settr(1876,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1876,0,53,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1876,0,412,0,0,"IF", 0, 2, 0);
	trans[2][53]	= settr(1516,0,54,17,17,"(((r==0)&&(seen!=got)))", 1, 2, 0);
	trans[2][54]	= settr(1517,0,60,18,18,"got = (got+1)", 1, 2, 0);
	T = trans[ 2][60] = settr(1523,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1523,0,59,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][59] = settr(1522,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(1522,2,55,0,0,"ATOMIC", 1, 2, 0);
	trans[2][55]	= settr(1518,4,410,19,19,"((sb[1].n<4))", 1, 2, 0); /* m: 56 -> 410,0 */
	reached2[56] = 1;
	trans[2][56]	= settr(0,0,0,0,0,"sb[1].at[sb[1].n] = 1",0,0,0);
	trans[2][57]	= settr(0,0,0,0,0,"sb[1].val[sb[1].n] = got",0,0,0);
	trans[2][58]	= settr(0,0,0,0,0,"sb[1].n = (sb[1].n+1)",0,0,0);
	T = trans[ 2][410] = settr(1873,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1873,0,407,0,0,"sub-sequence", 0, 2, 0);
	T = trans[2][407] = settr(1870,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1870,0,61,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1870,0,311,0,0,"IF", 0, 2, 0);
	trans[2][61]	= settr(1524,0,84,20,0,"((mode==0))", 0, 2, 0);
	T = trans[ 2][84] = settr(1547,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1547,0,83,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][83]	= settr(1546,32,100,21,21,"D_STEP36", 1, 2, 0);
	T = trans[ 2][100] = settr(1563,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1563,0,99,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][99]	= settr(1562,32,309,22,22,"D_STEP42", 1, 2, 0);
	T = trans[2][309] = settr(1772,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1772,0,101,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1772,0,177,0,0,"IF", 0, 2, 0);
	trans[2][101]	= settr(1564,0,176,23,23,"(x)", 0, 2, 0);
	T = trans[ 2][176] = settr(1639,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1639,0,128,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][128] = settr(1591,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1591,0,127,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][127] = settr(1590,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(1590,2,124,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 2][124] = settr(1587,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(1587,0,123,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[2][123]	= settr(1586,34,125,24,24,"D_STEP36", 1, 2, 0);
	trans[2][125]	= settr(1588,4,157,25,25,"x = mem[5]", 1, 2, 0); /* m: 126 -> 0,157 */
	reached2[126] = 1;
	trans[2][126]	= settr(0,0,0,0,0,"mem[5] = 0",0,0,0);
	T = trans[2][157] = settr(1620,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1620,0,129,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1620,0,156,0,0,"IF", 0, 2, 0);
	trans[2][129]	= settr(1592,0,155,26,0,"(x)", 0, 2, 0);
	T = trans[ 2][155] = settr(1618,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1618,0,154,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][154] = settr(1617,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(1617,2,152,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 2][152] = settr(1615,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(1615,0,151,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[2][151]	= settr(1614,34,153,27,27,"D_STEP36", 1, 2, 0);
	trans[2][153]	= settr(1616,0,173,28,28,"asleep[0] = 0", 1, 2, 0);
	trans[2][158]	= settr(1621,0,173,1,0,".(goto)", 0, 2, 0);
	trans[2][156]	= settr(1619,0,173,2,0,"else", 0, 2, 0);
	T = trans[2][173] = settr(1636,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1636,0,159,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1636,0,172,0,0,"IF", 0, 2, 0);
	trans[2][159]	= settr(1622,0,170,29,29,"(x)", 0, 2, 0); /* m: 160 -> 170,0 */
	reached2[160] = 1;
	trans[2][160]	= settr(0,0,0,0,0,"streak = 0",0,0,0);
	T = trans[2][170] = settr(1633,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1633,0,161,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1633,0,169,0,0,"IF", 0, 2, 0);
	trans[2][161]	= settr(1624,0,168,30,30,"((mode!=0))", 0, 2, 0); /* m: 162 -> 168,0 */
	reached2[162] = 1;
	trans[2][162]	= settr(0,0,0,0,0,"mode = 0",0,0,0);
	T = trans[ 2][168] = settr(1631,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1631,0,167,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][167] = settr(1630,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(1630,2,163,0,0,"ATOMIC", 1, 2, 0);
	trans[2][163]	= settr(1626,0,1432,31,31,"((sb[1].n<4))", 1, 2, 0); /* m: 164 -> 1432,0 */
	reached2[164] = 1;
	trans[2][164]	= settr(0,0,0,0,0,"sb[1].at[sb[1].n] = 4",0,0,0);
	trans[2][165]	= settr(0,0,0,0,0,"sb[1].val[sb[1].n] = 0",0,0,0);
	trans[2][166]	= settr(0,0,0,0,0,"sb[1].n = (sb[1].n+1)",0,0,0);
	trans[2][171]	= settr(1634,0,175,1,0,".(goto)", 0, 2, 0); /* m: 175 -> 0,1432 */
	reached2[175] = 1;
	trans[2][169]	= settr(1632,0,175,2,0,"else", 0, 2, 0);
	trans[2][174]	= settr(1637,0,175,1,0,".(goto)", 0, 2, 0); /* m: 175 -> 0,1432 */
	reached2[175] = 1;
	trans[2][172]	= settr(1635,0,175,2,0,"else", 0, 2, 0);
	trans[2][175]	= settr(1638,0,1432,32,32,"x = 0", 0, 2, 0); /* m: 409 -> 0,1432 */
	reached2[409] = 1;
	trans[2][310]	= settr(1773,0,409,1,0,".(goto)", 0, 2, 0); /* m: 409 -> 0,1432 */
	reached2[409] = 1;
	trans[2][177]	= settr(1640,0,178,2,0,"else", 0, 2, 0);
	trans[2][178]	= settr(1641,0,307,33,33,"streak = (streak+1)", 0, 2, 0);
	T = trans[2][307] = settr(1770,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1770,0,179,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1770,0,306,0,0,"IF", 0, 2, 0);
	trans[2][179]	= settr(1642,0,187,34,34,"((streak>=2))", 0, 2, 0); /* m: 180 -> 187,0 */
	reached2[180] = 1;
	trans[2][180]	= settr(0,0,0,0,0,"streak = 2",0,0,0);
	trans[2][181]	= settr(0,0,0,0,0,"mode = 1",0,0,0);
	T = trans[ 2][187] = settr(1650,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1650,0,186,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][186] = settr(1649,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(1649,2,182,0,0,"ATOMIC", 1, 2, 0);
	trans[2][182]	= settr(1645,4,210,35,35,"((sb[1].n<4))", 1, 2, 0); /* m: 183 -> 210,0 */
	reached2[183] = 1;
	trans[2][183]	= settr(0,0,0,0,0,"sb[1].at[sb[1].n] = 4",0,0,0);
	trans[2][184]	= settr(0,0,0,0,0,"sb[1].val[sb[1].n] = 1",0,0,0);
	trans[2][185]	= settr(0,0,0,0,0,"sb[1].n = (sb[1].n+1)",0,0,0);
	T = trans[ 2][210] = settr(1673,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1673,0,209,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][209]	= settr(1672,32,226,36,36,"D_STEP36", 1, 2, 0);
	T = trans[ 2][226] = settr(1689,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1689,0,225,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][225]	= settr(1688,32,304,37,37,"D_STEP42", 1, 2, 0);
	T = trans[2][304] = settr(1767,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1767,0,227,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1767,0,303,0,0,"IF", 0, 2, 0);
	trans[2][227]	= settr(1690,0,302,38,38,"(x)", 0, 2, 0);
	T = trans[ 2][302] = settr(1765,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1765,0,254,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][254] = settr(1717,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1717,0,253,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][253] = settr(1716,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(1716,2,250,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 2][250] = settr(1713,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(1713,0,249,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[2][249]	= settr(1712,34,251,39,39,"D_STEP36", 1, 2, 0);
	trans[2][251]	= settr(1714,4,283,40,40,"x = mem[5]", 1, 2, 0); /* m: 252 -> 0,283 */
	reached2[252] = 1;
	trans[2][252]	= settr(0,0,0,0,0,"mem[5] = 0",0,0,0);
	T = trans[2][283] = settr(1746,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1746,0,255,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1746,0,282,0,0,"IF", 0, 2, 0);
	trans[2][255]	= settr(1718,0,281,41,0,"(x)", 0, 2, 0);
	T = trans[ 2][281] = settr(1744,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1744,0,280,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][280] = settr(1743,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(1743,2,278,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 2][278] = settr(1741,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(1741,0,277,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[2][277]	= settr(1740,34,279,42,42,"D_STEP36", 1, 2, 0);
	trans[2][279]	= settr(1742,0,299,43,43,"asleep[0] = 0", 1, 2, 0);
	trans[2][284]	= settr(1747,0,299,1,0,".(goto)", 0, 2, 0);
	trans[2][282]	= settr(1745,0,299,2,0,"else", 0, 2, 0);
	T = trans[2][299] = settr(1762,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1762,0,285,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1762,0,298,0,0,"IF", 0, 2, 0);
	trans[2][285]	= settr(1748,0,296,44,44,"(x)", 0, 2, 0); /* m: 286 -> 296,0 */
	reached2[286] = 1;
	trans[2][286]	= settr(0,0,0,0,0,"streak = 0",0,0,0);
	T = trans[2][296] = settr(1759,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1759,0,287,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1759,0,295,0,0,"IF", 0, 2, 0);
	trans[2][287]	= settr(1750,0,294,45,45,"((mode!=0))", 0, 2, 0); /* m: 288 -> 294,0 */
	reached2[288] = 1;
	trans[2][288]	= settr(0,0,0,0,0,"mode = 0",0,0,0);
	T = trans[ 2][294] = settr(1757,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1757,0,293,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][293] = settr(1756,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(1756,2,289,0,0,"ATOMIC", 1, 2, 0);
	trans[2][289]	= settr(1752,0,1432,46,46,"((sb[1].n<4))", 1, 2, 0); /* m: 290 -> 1432,0 */
	reached2[290] = 1;
	trans[2][290]	= settr(0,0,0,0,0,"sb[1].at[sb[1].n] = 4",0,0,0);
	trans[2][291]	= settr(0,0,0,0,0,"sb[1].val[sb[1].n] = 0",0,0,0);
	trans[2][292]	= settr(0,0,0,0,0,"sb[1].n = (sb[1].n+1)",0,0,0);
	trans[2][297]	= settr(1760,0,301,1,0,".(goto)", 0, 2, 0); /* m: 301 -> 0,1432 */
	reached2[301] = 1;
	trans[2][295]	= settr(1758,0,301,2,0,"else", 0, 2, 0);
	trans[2][300]	= settr(1763,0,301,1,0,".(goto)", 0, 2, 0); /* m: 301 -> 0,1432 */
	reached2[301] = 1;
	trans[2][298]	= settr(1761,0,301,2,0,"else", 0, 2, 0);
	trans[2][301]	= settr(1764,0,1432,47,47,"x = 0", 0, 2, 0); /* m: 409 -> 0,1432 */
	reached2[409] = 1;
	trans[2][305]	= settr(1768,0,409,1,0,".(goto)", 0, 2, 0); /* m: 409 -> 0,1432 */
	reached2[409] = 1;
	trans[2][303]	= settr(1766,0,409,2,0,"else", 0, 2, 0);
	trans[2][308]	= settr(1771,0,409,1,0,".(goto)", 0, 2, 0); /* m: 409 -> 0,1432 */
	reached2[409] = 1;
	trans[2][306]	= settr(1769,0,409,2,0,"else", 0, 2, 0);
	trans[2][408]	= settr(1871,0,409,1,0,".(goto)", 0, 2, 0); /* m: 409 -> 0,1432 */
	reached2[409] = 1;
	trans[2][311]	= settr(1774,0,327,2,0,"else", 0, 2, 0);
	T = trans[ 2][327] = settr(1790,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1790,0,326,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][326]	= settr(1789,32,405,48,48,"D_STEP42", 1, 2, 0);
	T = trans[2][405] = settr(1868,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1868,0,328,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1868,0,404,0,0,"IF", 0, 2, 0);
	trans[2][328]	= settr(1791,0,403,49,49,"(x)", 0, 2, 0);
	T = trans[ 2][403] = settr(1866,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1866,0,355,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][355] = settr(1818,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1818,0,354,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][354] = settr(1817,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(1817,2,351,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 2][351] = settr(1814,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(1814,0,350,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[2][350]	= settr(1813,34,352,50,50,"D_STEP36", 1, 2, 0);
	trans[2][352]	= settr(1815,4,384,51,51,"x = mem[5]", 1, 2, 0); /* m: 353 -> 0,384 */
	reached2[353] = 1;
	trans[2][353]	= settr(0,0,0,0,0,"mem[5] = 0",0,0,0);
	T = trans[2][384] = settr(1847,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1847,0,356,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1847,0,383,0,0,"IF", 0, 2, 0);
	trans[2][356]	= settr(1819,0,382,52,0,"(x)", 0, 2, 0);
	T = trans[ 2][382] = settr(1845,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1845,0,381,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][381] = settr(1844,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(1844,2,379,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 2][379] = settr(1842,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(1842,0,378,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[2][378]	= settr(1841,34,380,53,53,"D_STEP36", 1, 2, 0);
	trans[2][380]	= settr(1843,0,400,54,54,"asleep[0] = 0", 1, 2, 0);
	trans[2][385]	= settr(1848,0,400,1,0,".(goto)", 0, 2, 0);
	trans[2][383]	= settr(1846,0,400,2,0,"else", 0, 2, 0);
	T = trans[2][400] = settr(1863,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1863,0,386,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1863,0,399,0,0,"IF", 0, 2, 0);
	trans[2][386]	= settr(1849,0,397,55,55,"(x)", 0, 2, 0); /* m: 387 -> 397,0 */
	reached2[387] = 1;
	trans[2][387]	= settr(0,0,0,0,0,"streak = 0",0,0,0);
	T = trans[2][397] = settr(1860,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1860,0,388,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1860,0,396,0,0,"IF", 0, 2, 0);
	trans[2][388]	= settr(1851,0,395,56,56,"((mode!=0))", 0, 2, 0); /* m: 389 -> 395,0 */
	reached2[389] = 1;
	trans[2][389]	= settr(0,0,0,0,0,"mode = 0",0,0,0);
	T = trans[ 2][395] = settr(1858,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1858,0,394,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][394] = settr(1857,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(1857,2,390,0,0,"ATOMIC", 1, 2, 0);
	trans[2][390]	= settr(1853,0,1432,57,57,"((sb[1].n<4))", 1, 2, 0); /* m: 391 -> 1432,0 */
	reached2[391] = 1;
	trans[2][391]	= settr(0,0,0,0,0,"sb[1].at[sb[1].n] = 4",0,0,0);
	trans[2][392]	= settr(0,0,0,0,0,"sb[1].val[sb[1].n] = 0",0,0,0);
	trans[2][393]	= settr(0,0,0,0,0,"sb[1].n = (sb[1].n+1)",0,0,0);
	trans[2][398]	= settr(1861,0,402,1,0,".(goto)", 0, 2, 0); /* m: 402 -> 0,1432 */
	reached2[402] = 1;
	trans[2][396]	= settr(1859,0,402,2,0,"else", 0, 2, 0);
	trans[2][401]	= settr(1864,0,402,1,0,".(goto)", 0, 2, 0); /* m: 402 -> 0,1432 */
	reached2[402] = 1;
	trans[2][399]	= settr(1862,0,402,2,0,"else", 0, 2, 0);
	trans[2][402]	= settr(1865,0,1432,58,58,"x = 0", 0, 2, 0); /* m: 409 -> 0,1432 */
	reached2[409] = 1;
	trans[2][406]	= settr(1869,0,409,1,0,".(goto)", 0, 2, 0); /* m: 409 -> 0,1432 */
	reached2[409] = 1;
	trans[2][404]	= settr(1867,0,409,2,0,"else", 0, 2, 0);
	trans[2][409]	= settr(1872,0,1432,59,59,"x = 0", 0, 2, 0); /* m: 411 -> 0,1432 */
	reached2[411] = 1;
	trans[2][411]	= settr(0,0,0,0,0,"r = 1",0,0,0);
	trans[2][414]	= settr(1877,0,415,1,0,".(goto)", 0, 2, 0); /* m: 415 -> 0,1432 */
	reached2[415] = 1;
	trans[2][412]	= settr(1875,0,415,2,0,"else", 0, 2, 0);
	trans[2][415]	= settr(1878,0,1432,60,60,"x = 0", 0, 2, 0);
	T = trans[2][1432] = settr(2895,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2895,0,417,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2895,0,1431,0,0,"IF", 0, 2, 0);
	trans[2][417]	= settr(1880,0,1399,61,61,"((r==0))", 0, 2, 0);
	trans[2][1400]	= settr(2863,0,1399,1,0,".(goto)", 0, 2, 0);
	T = trans[2][1399] = settr(2862,0,0,0,0,"DO", 0, 2, 0);
	    T->nxt	= settr(2862,0,423,0,0,"DO", 0, 2, 0);
	T = trans[ 2][423] = settr(1886,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1886,0,422,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][422] = settr(1885,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(1885,2,418,0,0,"ATOMIC", 1, 2, 0);
	trans[2][418]	= settr(1881,4,446,62,62,"((sb[1].n<4))", 1, 2, 0); /* m: 419 -> 446,0 */
	reached2[419] = 1;
	trans[2][419]	= settr(0,0,0,0,0,"sb[1].at[sb[1].n] = 6",0,0,0);
	trans[2][420]	= settr(0,0,0,0,0,"sb[1].val[sb[1].n] = 1",0,0,0);
	trans[2][421]	= settr(0,0,0,0,0,"sb[1].n = (sb[1].n+1)",0,0,0);
	T = trans[ 2][446] = settr(1909,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1909,0,445,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][445]	= settr(1908,32,516,63,63,"D_STEP36", 1, 2, 0);
	T = trans[ 2][516] = settr(1979,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1979,0,462,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][462] = settr(1925,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1925,0,461,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][461]	= settr(1924,32,513,64,64,"D_STEP42", 1, 2, 0);
	T = trans[2][513] = settr(1976,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1976,0,463,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1976,0,512,0,0,"IF", 0, 2, 0);
	trans[2][463]	= settr(1926,0,511,65,65,"((x==1))", 0, 2, 0);
	T = trans[ 2][511] = settr(1974,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1974,0,486,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][486] = settr(1949,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1949,0,485,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][485]	= settr(1948,32,509,66,66,"D_STEP36", 1, 2, 0);
	T = trans[ 2][509] = settr(1972,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1972,0,508,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][508]	= settr(1971,32,510,67,67,"D_STEP36", 1, 2, 0);
	trans[2][510]	= settr(1973,0,929,68,68,"(1)", 0, 2, 0); /* m: 515 -> 929,0 */
	reached2[515] = 1;
	trans[2][514]	= settr(1977,0,515,1,0,".(goto)", 0, 2, 0); /* m: 515 -> 0,929 */
	reached2[515] = 1;
	trans[2][512]	= settr(1975,0,515,2,0,"else", 0, 2, 0);
	trans[2][515]	= settr(1978,0,929,69,69,"x = 0", 0, 2, 0);
	T = trans[ 2][929] = settr(2392,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2392,0,517,0,0,"sub-sequence", 0, 2, 0);
	trans[2][517]	= settr(1980,0,564,70,70,"r = 0", 0, 2, 0);
	T = trans[2][564] = settr(2027,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2027,0,518,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2027,0,563,0,0,"IF", 0, 2, 0);
	trans[2][518]	= settr(1981,0,562,71,71,"((seen==got))", 1, 2, 0);
	T = trans[ 2][562] = settr(2025,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2025,0,534,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][534] = settr(1997,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1997,0,533,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][533]	= settr(1996,32,543,72,72,"D_STEP42", 1, 2, 0);
	T = trans[2][543] = settr(2006,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2006,0,535,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2006,0,542,0,0,"IF", 0, 2, 0);
	trans[2][535]	= settr(1998,0,541,73,73,"((x!=got))", 1, 2, 0);
	T = trans[ 2][541] = settr(2004,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2004,0,540,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][540] = settr(2003,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(2003,2,536,0,0,"ATOMIC", 1, 2, 0);
	trans[2][536]	= settr(1999,0,560,74,74,"((sb[1].n<4))", 1, 2, 0); /* m: 537 -> 560,0 */
	reached2[537] = 1;
	trans[2][537]	= settr(0,0,0,0,0,"sb[1].at[sb[1].n] = 2",0,0,0);
	trans[2][538]	= settr(0,0,0,0,0,"sb[1].val[sb[1].n] = got",0,0,0);
	trans[2][539]	= settr(0,0,0,0,0,"sb[1].n = (sb[1].n+1)",0,0,0);
	trans[2][544]	= settr(2007,0,560,1,0,".(goto)", 0, 2, 0);
	trans[2][542]	= settr(2005,0,560,2,0,"else", 0, 2, 0);
	T = trans[ 2][560] = settr(2023,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2023,0,559,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][559]	= settr(2022,32,561,75,75,"D_STEP42", 1, 2, 0);
	trans[2][561]	= settr(2024,0,926,76,76,"x = 0", 0, 2, 0);
	trans[2][565]	= settr(2028,0,926,1,0,".(goto)", 0, 2, 0);
	trans[2][563]	= settr(2026,0,926,2,0,"else", 0, 2, 0);
	T = trans[2][926] = settr(2389,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2389,0,566,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2389,0,925,0,0,"IF", 0, 2, 0);
	trans[2][566]	= settr(2029,0,567,77,77,"(((r==0)&&(seen!=got)))", 1, 2, 0);
	trans[2][567]	= settr(2030,0,573,78,78,"got = (got+1)", 1, 2, 0);
	T = trans[ 2][573] = settr(2036,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2036,0,572,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][572] = settr(2035,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(2035,2,568,0,0,"ATOMIC", 1, 2, 0);
	trans[2][568]	= settr(2031,4,923,79,79,"((sb[1].n<4))", 1, 2, 0); /* m: 569 -> 923,0 */
	reached2[569] = 1;
	trans[2][569]	= settr(0,0,0,0,0,"sb[1].at[sb[1].n] = 1",0,0,0);
	trans[2][570]	= settr(0,0,0,0,0,"sb[1].val[sb[1].n] = got",0,0,0);
	trans[2][571]	= settr(0,0,0,0,0,"sb[1].n = (sb[1].n+1)",0,0,0);
	T = trans[ 2][923] = settr(2386,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2386,0,920,0,0,"sub-sequence", 0, 2, 0);
	T = trans[2][920] = settr(2383,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2383,0,574,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2383,0,824,0,0,"IF", 0, 2, 0);
	trans[2][574]	= settr(2037,0,597,80,0,"((mode==0))", 0, 2, 0);
	T = trans[ 2][597] = settr(2060,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2060,0,596,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][596]	= settr(2059,32,613,81,81,"D_STEP36", 1, 2, 0);
	T = trans[ 2][613] = settr(2076,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2076,0,612,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][612]	= settr(2075,32,822,82,82,"D_STEP42", 1, 2, 0);
	T = trans[2][822] = settr(2285,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2285,0,614,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2285,0,690,0,0,"IF", 0, 2, 0);
	trans[2][614]	= settr(2077,0,689,83,83,"(x)", 0, 2, 0);
	T = trans[ 2][689] = settr(2152,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2152,0,641,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][641] = settr(2104,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2104,0,640,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][640] = settr(2103,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(2103,2,637,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 2][637] = settr(2100,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(2100,0,636,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[2][636]	= settr(2099,34,638,84,84,"D_STEP36", 1, 2, 0);
	trans[2][638]	= settr(2101,4,670,85,85,"x = mem[5]", 1, 2, 0); /* m: 639 -> 0,670 */
	reached2[639] = 1;
	trans[2][639]	= settr(0,0,0,0,0,"mem[5] = 0",0,0,0);
	T = trans[2][670] = settr(2133,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2133,0,642,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2133,0,669,0,0,"IF", 0, 2, 0);
	trans[2][642]	= settr(2105,0,668,86,0,"(x)", 0, 2, 0);
	T = trans[ 2][668] = settr(2131,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2131,0,667,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][667] = settr(2130,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(2130,2,665,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 2][665] = settr(2128,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(2128,0,664,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[2][664]	= settr(2127,34,666,87,87,"D_STEP36", 1, 2, 0);
	trans[2][666]	= settr(2129,0,686,88,88,"asleep[0] = 0", 1, 2, 0);
	trans[2][671]	= settr(2134,0,686,1,0,".(goto)", 0, 2, 0);
	trans[2][669]	= settr(2132,0,686,2,0,"else", 0, 2, 0);
	T = trans[2][686] = settr(2149,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2149,0,672,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2149,0,685,0,0,"IF", 0, 2, 0);
	trans[2][672]	= settr(2135,0,683,89,89,"(x)", 0, 2, 0); /* m: 673 -> 683,0 */
	reached2[673] = 1;
	trans[2][673]	= settr(0,0,0,0,0,"streak = 0",0,0,0);
	T = trans[2][683] = settr(2146,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2146,0,674,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2146,0,682,0,0,"IF", 0, 2, 0);
	trans[2][674]	= settr(2137,0,681,90,90,"((mode!=0))", 0, 2, 0); /* m: 675 -> 681,0 */
	reached2[675] = 1;
	trans[2][675]	= settr(0,0,0,0,0,"mode = 0",0,0,0);
	T = trans[ 2][681] = settr(2144,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2144,0,680,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][680] = settr(2143,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(2143,2,676,0,0,"ATOMIC", 1, 2, 0);
	trans[2][676]	= settr(2139,0,933,91,91,"((sb[1].n<4))", 1, 2, 0); /* m: 677 -> 933,0 */
	reached2[677] = 1;
	trans[2][677]	= settr(0,0,0,0,0,"sb[1].at[sb[1].n] = 4",0,0,0);
	trans[2][678]	= settr(0,0,0,0,0,"sb[1].val[sb[1].n] = 0",0,0,0);
	trans[2][679]	= settr(0,0,0,0,0,"sb[1].n = (sb[1].n+1)",0,0,0);
	trans[2][684]	= settr(2147,0,688,1,0,".(goto)", 0, 2, 0); /* m: 688 -> 0,933 */
	reached2[688] = 1;
	trans[2][682]	= settr(2145,0,688,2,0,"else", 0, 2, 0);
	trans[2][687]	= settr(2150,0,688,1,0,".(goto)", 0, 2, 0); /* m: 688 -> 0,933 */
	reached2[688] = 1;
	trans[2][685]	= settr(2148,0,688,2,0,"else", 0, 2, 0);
	trans[2][688]	= settr(2151,0,933,92,92,"x = 0", 0, 2, 0); /* m: 922 -> 0,933 */
	reached2[922] = 1;
	trans[2][823]	= settr(2286,0,922,1,0,".(goto)", 0, 2, 0); /* m: 922 -> 0,933 */
	reached2[922] = 1;
	trans[2][690]	= settr(2153,0,691,2,0,"else", 0, 2, 0);
	trans[2][691]	= settr(2154,0,820,93,93,"streak = (streak+1)", 0, 2, 0);
	T = trans[2][820] = settr(2283,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2283,0,692,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2283,0,819,0,0,"IF", 0, 2, 0);
	trans[2][692]	= settr(2155,0,700,94,94,"((streak>=2))", 0, 2, 0); /* m: 693 -> 700,0 */
	reached2[693] = 1;
	trans[2][693]	= settr(0,0,0,0,0,"streak = 2",0,0,0);
	trans[2][694]	= settr(0,0,0,0,0,"mode = 1",0,0,0);
	T = trans[ 2][700] = settr(2163,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2163,0,699,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][699] = settr(2162,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(2162,2,695,0,0,"ATOMIC", 1, 2, 0);
	trans[2][695]	= settr(2158,4,723,95,95,"((sb[1].n<4))", 1, 2, 0); /* m: 696 -> 723,0 */
	reached2[696] = 1;
	trans[2][696]	= settr(0,0,0,0,0,"sb[1].at[sb[1].n] = 4",0,0,0);
	trans[2][697]	= settr(0,0,0,0,0,"sb[1].val[sb[1].n] = 1",0,0,0);
	trans[2][698]	= settr(0,0,0,0,0,"sb[1].n = (sb[1].n+1)",0,0,0);
	T = trans[ 2][723] = settr(2186,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2186,0,722,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][722]	= settr(2185,32,739,96,96,"D_STEP36", 1, 2, 0);
	T = trans[ 2][739] = settr(2202,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2202,0,738,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][738]	= settr(2201,32,817,97,97,"D_STEP42", 1, 2, 0);
	T = trans[2][817] = settr(2280,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2280,0,740,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2280,0,816,0,0,"IF", 0, 2, 0);
	trans[2][740]	= settr(2203,0,815,98,98,"(x)", 0, 2, 0);
	T = trans[ 2][815] = settr(2278,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2278,0,767,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][767] = settr(2230,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2230,0,766,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][766] = settr(2229,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(2229,2,763,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 2][763] = settr(2226,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(2226,0,762,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[2][762]	= settr(2225,34,764,99,99,"D_STEP36", 1, 2, 0);
	trans[2][764]	= settr(2227,4,796,100,100,"x = mem[5]", 1, 2, 0); /* m: 765 -> 0,796 */
	reached2[765] = 1;
	trans[2][765]	= settr(0,0,0,0,0,"mem[5] = 0",0,0,0);
	T = trans[2][796] = settr(2259,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2259,0,768,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2259,0,795,0,0,"IF", 0, 2, 0);
	trans[2][768]	= settr(2231,0,794,101,0,"(x)", 0, 2, 0);
	T = trans[ 2][794] = settr(2257,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2257,0,793,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][793] = settr(2256,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(2256,2,791,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 2][791] = settr(2254,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(2254,0,790,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[2][790]	= settr(2253,34,792,102,102,"D_STEP36", 1, 2, 0);
	trans[2][792]	= settr(2255,0,812,103,103,"asleep[0] = 0", 1, 2, 0);
	trans[2][797]	= settr(2260,0,812,1,0,".(goto)", 0, 2, 0);
	trans[2][795]	= settr(2258,0,812,2,0,"else", 0, 2, 0);
	T = trans[2][812] = settr(2275,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2275,0,798,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2275,0,811,0,0,"IF", 0, 2, 0);
	trans[2][798]	= settr(2261,0,809,104,104,"(x)", 0, 2, 0); /* m: 799 -> 809,0 */
	reached2[799] = 1;
	trans[2][799]	= settr(0,0,0,0,0,"streak = 0",0,0,0);
	T = trans[2][809] = settr(2272,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2272,0,800,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2272,0,808,0,0,"IF", 0, 2, 0);
	trans[2][800]	= settr(2263,0,807,105,105,"((mode!=0))", 0, 2, 0); /* m: 801 -> 807,0 */
	reached2[801] = 1;
	trans[2][801]	= settr(0,0,0,0,0,"mode = 0",0,0,0);
	T = trans[ 2][807] = settr(2270,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2270,0,806,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][806] = settr(2269,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(2269,2,802,0,0,"ATOMIC", 1, 2, 0);
	trans[2][802]	= settr(2265,0,933,106,106,"((sb[1].n<4))", 1, 2, 0); /* m: 803 -> 933,0 */
	reached2[803] = 1;
	trans[2][803]	= settr(0,0,0,0,0,"sb[1].at[sb[1].n] = 4",0,0,0);
	trans[2][804]	= settr(0,0,0,0,0,"sb[1].val[sb[1].n] = 0",0,0,0);
	trans[2][805]	= settr(0,0,0,0,0,"sb[1].n = (sb[1].n+1)",0,0,0);
	trans[2][810]	= settr(2273,0,814,1,0,".(goto)", 0, 2, 0); /* m: 814 -> 0,933 */
	reached2[814] = 1;
	trans[2][808]	= settr(2271,0,814,2,0,"else", 0, 2, 0);
	trans[2][813]	= settr(2276,0,814,1,0,".(goto)", 0, 2, 0); /* m: 814 -> 0,933 */
	reached2[814] = 1;
	trans[2][811]	= settr(2274,0,814,2,0,"else", 0, 2, 0);
	trans[2][814]	= settr(2277,0,933,107,107,"x = 0", 0, 2, 0); /* m: 922 -> 0,933 */
	reached2[922] = 1;
	trans[2][818]	= settr(2281,0,922,1,0,".(goto)", 0, 2, 0); /* m: 922 -> 0,933 */
	reached2[922] = 1;
	trans[2][816]	= settr(2279,0,922,2,0,"else", 0, 2, 0);
	trans[2][821]	= settr(2284,0,922,1,0,".(goto)", 0, 2, 0); /* m: 922 -> 0,933 */
	reached2[922] = 1;
	trans[2][819]	= settr(2282,0,922,2,0,"else", 0, 2, 0);
	trans[2][921]	= settr(2384,0,922,1,0,".(goto)", 0, 2, 0); /* m: 922 -> 0,933 */
	reached2[922] = 1;
	trans[2][824]	= settr(2287,0,840,2,0,"else", 0, 2, 0);
	T = trans[ 2][840] = settr(2303,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2303,0,839,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][839]	= settr(2302,32,918,108,108,"D_STEP42", 1, 2, 0);
	T = trans[2][918] = settr(2381,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2381,0,841,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2381,0,917,0,0,"IF", 0, 2, 0);
	trans[2][841]	= settr(2304,0,916,109,109,"(x)", 0, 2, 0);
	T = trans[ 2][916] = settr(2379,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2379,0,868,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][868] = settr(2331,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2331,0,867,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][867] = settr(2330,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(2330,2,864,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 2][864] = settr(2327,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(2327,0,863,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[2][863]	= settr(2326,34,865,110,110,"D_STEP36", 1, 2, 0);
	trans[2][865]	= settr(2328,4,897,111,111,"x = mem[5]", 1, 2, 0); /* m: 866 -> 0,897 */
	reached2[866] = 1;
	trans[2][866]	= settr(0,0,0,0,0,"mem[5] = 0",0,0,0);
	T = trans[2][897] = settr(2360,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2360,0,869,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2360,0,896,0,0,"IF", 0, 2, 0);
	trans[2][869]	= settr(2332,0,895,112,0,"(x)", 0, 2, 0);
	T = trans[ 2][895] = settr(2358,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2358,0,894,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][894] = settr(2357,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(2357,2,892,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 2][892] = settr(2355,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(2355,0,891,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[2][891]	= settr(2354,34,893,113,113,"D_STEP36", 1, 2, 0);
	trans[2][893]	= settr(2356,0,913,114,114,"asleep[0] = 0", 1, 2, 0);
	trans[2][898]	= settr(2361,0,913,1,0,".(goto)", 0, 2, 0);
	trans[2][896]	= settr(2359,0,913,2,0,"else", 0, 2, 0);
	T = trans[2][913] = settr(2376,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2376,0,899,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2376,0,912,0,0,"IF", 0, 2, 0);
	trans[2][899]	= settr(2362,0,910,115,115,"(x)", 0, 2, 0); /* m: 900 -> 910,0 */
	reached2[900] = 1;
	trans[2][900]	= settr(0,0,0,0,0,"streak = 0",0,0,0);
	T = trans[2][910] = settr(2373,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2373,0,901,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2373,0,909,0,0,"IF", 0, 2, 0);
	trans[2][901]	= settr(2364,0,908,116,116,"((mode!=0))", 0, 2, 0); /* m: 902 -> 908,0 */
	reached2[902] = 1;
	trans[2][902]	= settr(0,0,0,0,0,"mode = 0",0,0,0);
	T = trans[ 2][908] = settr(2371,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2371,0,907,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][907] = settr(2370,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(2370,2,903,0,0,"ATOMIC", 1, 2, 0);
	trans[2][903]	= settr(2366,0,933,117,117,"((sb[1].n<4))", 1, 2, 0); /* m: 904 -> 933,0 */
	reached2[904] = 1;
	trans[2][904]	= settr(0,0,0,0,0,"sb[1].at[sb[1].n] = 4",0,0,0);
	trans[2][905]	= settr(0,0,0,0,0,"sb[1].val[sb[1].n] = 0",0,0,0);
	trans[2][906]	= settr(0,0,0,0,0,"sb[1].n = (sb[1].n+1)",0,0,0);
	trans[2][911]	= settr(2374,0,915,1,0,".(goto)", 0, 2, 0); /* m: 915 -> 0,933 */
	reached2[915] = 1;
	trans[2][909]	= settr(2372,0,915,2,0,"else", 0, 2, 0);
	trans[2][914]	= settr(2377,0,915,1,0,".(goto)", 0, 2, 0); /* m: 915 -> 0,933 */
	reached2[915] = 1;
	trans[2][912]	= settr(2375,0,915,2,0,"else", 0, 2, 0);
	trans[2][915]	= settr(2378,0,933,118,118,"x = 0", 0, 2, 0); /* m: 922 -> 0,933 */
	reached2[922] = 1;
	trans[2][919]	= settr(2382,0,922,1,0,".(goto)", 0, 2, 0); /* m: 922 -> 0,933 */
	reached2[922] = 1;
	trans[2][917]	= settr(2380,0,922,2,0,"else", 0, 2, 0);
	trans[2][922]	= settr(2385,0,933,119,119,"x = 0", 0, 2, 0); /* m: 924 -> 0,933 */
	reached2[924] = 1;
	trans[2][924]	= settr(0,0,0,0,0,"r = 1",0,0,0);
	trans[2][927]	= settr(2390,0,928,1,0,".(goto)", 0, 2, 0); /* m: 928 -> 0,933 */
	reached2[928] = 1;
	trans[2][925]	= settr(2388,0,928,2,0,"else", 0, 2, 0);
	trans[2][928]	= settr(2391,0,933,120,120,"x = 0", 0, 2, 0);
	T = trans[2][933] = settr(2396,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2396,0,930,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2396,0,932,0,0,"IF", 0, 2, 0);
	trans[2][930]	= settr(2393,0,1429,121,121,"((r!=0))", 0, 2, 0); /* m: 1402 -> 1429,0 */
	reached2[1402] = 1;
	trans[2][931]	= settr(2394,0,1402,1,0,"goto :b101", 0, 2, 0); /* m: 1402 -> 0,1429 */
	reached2[1402] = 1;
	trans[2][934]	= settr(2397,0,980,1,0,".(goto)", 0, 2, 0);
	trans[2][932]	= settr(2395,0,980,2,0,"else", 0, 2, 0);
	T = trans[ 2][980] = settr(2443,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2443,0,969,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][969] = settr(2432,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(2432,2,957,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 2][957] = settr(2420,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(2420,0,956,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[2][956]	= settr(2419,34,961,122,122,"D_STEP36", 1, 2, 0);
	T = trans[2][961] = settr(2424,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(2424,2,958,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(2424,2,960,0,0,"IF", 1, 2, 0);
	trans[2][958]	= settr(2421,2,967,123,123,"((mem[6]==1))", 1, 2, 0); /* m: 959 -> 967,0 */
	reached2[959] = 1;
	trans[2][959]	= settr(0,0,0,0,0,"asleep[1] = 1",0,0,0);
	trans[2][962]	= settr(2425,2,967,1,0,".(goto)", 1, 2, 0);
	trans[2][960]	= settr(2423,2,967,2,0,"else", 1, 2, 0);
	T = trans[2][967] = settr(2430,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(2430,2,963,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(2430,2,966,0,0,"IF", 1, 2, 0);
	trans[2][963]	= settr(2426,4,978,124,124,"(((naps>0)&&asleep[1]))", 1, 2, 0); /* m: 964 -> 978,0 */
	reached2[964] = 1;
	trans[2][964]	= settr(0,0,0,0,0,"naps = (naps-1)",0,0,0);
	trans[2][965]	= settr(0,0,0,0,0,"timed = 1",0,0,0);
	trans[2][968]	= settr(2431,0,978,125,125,".(goto)", 1, 2, 0);
	trans[2][966]	= settr(2429,4,978,126,126,"(1)", 1, 2, 0); /* m: 968 -> 978,0 */
	reached2[968] = 1;
	T = trans[2][978] = settr(2441,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2441,0,972,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2441,0,977,0,0,"IF", 0, 2, 0);
	T = trans[ 2][972] = settr(2435,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(2435,2,970,0,0,"ATOMIC", 1, 2, 0);
	trans[2][970]	= settr(2433,0,1393,127,127,"(!(asleep[1]))", 1, 2, 0); /* m: 971 -> 1393,0 */
	reached2[971] = 1;
	trans[2][971]	= settr(0,0,0,0,0,"timed = 0",0,0,0);
	trans[2][979]	= settr(2442,0,1393,1,0,".(goto)", 0, 2, 0);
	T = trans[ 2][977] = settr(2440,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(2440,2,973,0,0,"ATOMIC", 1, 2, 0);
	trans[2][973]	= settr(2436,0,1393,128,128,"((timed&&asleep[1]))", 1, 2, 0); /* m: 974 -> 1393,0 */
	reached2[974] = 1;
	trans[2][974]	= settr(0,0,0,0,0,"asleep[1] = 0",0,0,0);
	trans[2][975]	= settr(0,0,0,0,0,"timed = 0",0,0,0);
	trans[2][976]	= settr(0,0,0,0,0,"rc = 3",0,0,0);
	T = trans[ 2][1393] = settr(2856,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2856,0,981,0,0,"sub-sequence", 0, 2, 0);
	trans[2][981]	= settr(2444,0,1028,129,129,"r = 0", 0, 2, 0);
	T = trans[2][1028] = settr(2491,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2491,0,982,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2491,0,1027,0,0,"IF", 0, 2, 0);
	trans[2][982]	= settr(2445,0,1026,130,130,"((seen==got))", 1, 2, 0);
	T = trans[ 2][1026] = settr(2489,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2489,0,998,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][998] = settr(2461,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2461,0,997,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][997]	= settr(2460,32,1007,131,131,"D_STEP42", 1, 2, 0);
	T = trans[2][1007] = settr(2470,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2470,0,999,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2470,0,1006,0,0,"IF", 0, 2, 0);
	trans[2][999]	= settr(2462,0,1005,132,132,"((x!=got))", 1, 2, 0);
	T = trans[ 2][1005] = settr(2468,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2468,0,1004,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][1004] = settr(2467,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(2467,2,1000,0,0,"ATOMIC", 1, 2, 0);
	trans[2][1000]	= settr(2463,0,1024,133,133,"((sb[1].n<4))", 1, 2, 0); /* m: 1001 -> 1024,0 */
	reached2[1001] = 1;
	trans[2][1001]	= settr(0,0,0,0,0,"sb[1].at[sb[1].n] = 2",0,0,0);
	trans[2][1002]	= settr(0,0,0,0,0,"sb[1].val[sb[1].n] = got",0,0,0);
	trans[2][1003]	= settr(0,0,0,0,0,"sb[1].n = (sb[1].n+1)",0,0,0);
	trans[2][1008]	= settr(2471,0,1024,1,0,".(goto)", 0, 2, 0);
	trans[2][1006]	= settr(2469,0,1024,2,0,"else", 0, 2, 0);
	T = trans[ 2][1024] = settr(2487,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2487,0,1023,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][1023]	= settr(2486,32,1025,134,134,"D_STEP42", 1, 2, 0);
	trans[2][1025]	= settr(2488,0,1390,135,135,"x = 0", 0, 2, 0);
	trans[2][1029]	= settr(2492,0,1390,1,0,".(goto)", 0, 2, 0);
	trans[2][1027]	= settr(2490,0,1390,2,0,"else", 0, 2, 0);
	T = trans[2][1390] = settr(2853,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2853,0,1030,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2853,0,1389,0,0,"IF", 0, 2, 0);
	trans[2][1030]	= settr(2493,0,1031,136,136,"(((r==0)&&(seen!=got)))", 1, 2, 0);
	trans[2][1031]	= settr(2494,0,1037,137,137,"got = (got+1)", 1, 2, 0);
	T = trans[ 2][1037] = settr(2500,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2500,0,1036,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][1036] = settr(2499,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(2499,2,1032,0,0,"ATOMIC", 1, 2, 0);
	trans[2][1032]	= settr(2495,4,1387,138,138,"((sb[1].n<4))", 1, 2, 0); /* m: 1033 -> 1387,0 */
	reached2[1033] = 1;
	trans[2][1033]	= settr(0,0,0,0,0,"sb[1].at[sb[1].n] = 1",0,0,0);
	trans[2][1034]	= settr(0,0,0,0,0,"sb[1].val[sb[1].n] = got",0,0,0);
	trans[2][1035]	= settr(0,0,0,0,0,"sb[1].n = (sb[1].n+1)",0,0,0);
	T = trans[ 2][1387] = settr(2850,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2850,0,1384,0,0,"sub-sequence", 0, 2, 0);
	T = trans[2][1384] = settr(2847,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2847,0,1038,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2847,0,1288,0,0,"IF", 0, 2, 0);
	trans[2][1038]	= settr(2501,0,1061,139,0,"((mode==0))", 0, 2, 0);
	T = trans[ 2][1061] = settr(2524,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2524,0,1060,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][1060]	= settr(2523,32,1077,140,140,"D_STEP36", 1, 2, 0);
	T = trans[ 2][1077] = settr(2540,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2540,0,1076,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][1076]	= settr(2539,32,1286,141,141,"D_STEP42", 1, 2, 0);
	T = trans[2][1286] = settr(2749,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2749,0,1078,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2749,0,1154,0,0,"IF", 0, 2, 0);
	trans[2][1078]	= settr(2541,0,1153,142,142,"(x)", 0, 2, 0);
	T = trans[ 2][1153] = settr(2616,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2616,0,1105,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][1105] = settr(2568,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2568,0,1104,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][1104] = settr(2567,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(2567,2,1101,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 2][1101] = settr(2564,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(2564,0,1100,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[2][1100]	= settr(2563,34,1102,143,143,"D_STEP36", 1, 2, 0);
	trans[2][1102]	= settr(2565,4,1134,144,144,"x = mem[5]", 1, 2, 0); /* m: 1103 -> 0,1134 */
	reached2[1103] = 1;
	trans[2][1103]	= settr(0,0,0,0,0,"mem[5] = 0",0,0,0);
	T = trans[2][1134] = settr(2597,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2597,0,1106,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2597,0,1133,0,0,"IF", 0, 2, 0);
	trans[2][1106]	= settr(2569,0,1132,145,0,"(x)", 0, 2, 0);
	T = trans[ 2][1132] = settr(2595,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2595,0,1131,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][1131] = settr(2594,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(2594,2,1129,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 2][1129] = settr(2592,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(2592,0,1128,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[2][1128]	= settr(2591,34,1130,146,146,"D_STEP36", 1, 2, 0);
	trans[2][1130]	= settr(2593,0,1150,147,147,"asleep[0] = 0", 1, 2, 0);
	trans[2][1135]	= settr(2598,0,1150,1,0,".(goto)", 0, 2, 0);
	trans[2][1133]	= settr(2596,0,1150,2,0,"else", 0, 2, 0);
	T = trans[2][1150] = settr(2613,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2613,0,1136,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2613,0,1149,0,0,"IF", 0, 2, 0);
	trans[2][1136]	= settr(2599,0,1147,148,148,"(x)", 0, 2, 0); /* m: 1137 -> 1147,0 */
	reached2[1137] = 1;
	trans[2][1137]	= settr(0,0,0,0,0,"streak = 0",0,0,0);
	T = trans[2][1147] = settr(2610,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2610,0,1138,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2610,0,1146,0,0,"IF", 0, 2, 0);
	trans[2][1138]	= settr(2601,0,1145,149,149,"((mode!=0))", 0, 2, 0); /* m: 1139 -> 1145,0 */
	reached2[1139] = 1;
	trans[2][1139]	= settr(0,0,0,0,0,"mode = 0",0,0,0);
	T = trans[ 2][1145] = settr(2608,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2608,0,1144,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][1144] = settr(2607,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(2607,2,1140,0,0,"ATOMIC", 1, 2, 0);
	trans[2][1140]	= settr(2603,0,1397,150,150,"((sb[1].n<4))", 1, 2, 0); /* m: 1141 -> 1397,0 */
	reached2[1141] = 1;
	trans[2][1141]	= settr(0,0,0,0,0,"sb[1].at[sb[1].n] = 4",0,0,0);
	trans[2][1142]	= settr(0,0,0,0,0,"sb[1].val[sb[1].n] = 0",0,0,0);
	trans[2][1143]	= settr(0,0,0,0,0,"sb[1].n = (sb[1].n+1)",0,0,0);
	trans[2][1148]	= settr(2611,0,1152,1,0,".(goto)", 0, 2, 0); /* m: 1152 -> 0,1397 */
	reached2[1152] = 1;
	trans[2][1146]	= settr(2609,0,1152,2,0,"else", 0, 2, 0);
	trans[2][1151]	= settr(2614,0,1152,1,0,".(goto)", 0, 2, 0); /* m: 1152 -> 0,1397 */
	reached2[1152] = 1;
	trans[2][1149]	= settr(2612,0,1152,2,0,"else", 0, 2, 0);
	trans[2][1152]	= settr(2615,0,1397,151,151,"x = 0", 0, 2, 0); /* m: 1386 -> 0,1397 */
	reached2[1386] = 1;
	trans[2][1287]	= settr(2750,0,1386,1,0,".(goto)", 0, 2, 0); /* m: 1386 -> 0,1397 */
	reached2[1386] = 1;
	trans[2][1154]	= settr(2617,0,1155,2,0,"else", 0, 2, 0);
	trans[2][1155]	= settr(2618,0,1284,152,152,"streak = (streak+1)", 0, 2, 0);
	T = trans[2][1284] = settr(2747,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2747,0,1156,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2747,0,1283,0,0,"IF", 0, 2, 0);
	trans[2][1156]	= settr(2619,0,1164,153,153,"((streak>=2))", 0, 2, 0); /* m: 1157 -> 1164,0 */
	reached2[1157] = 1;
	trans[2][1157]	= settr(0,0,0,0,0,"streak = 2",0,0,0);
	trans[2][1158]	= settr(0,0,0,0,0,"mode = 1",0,0,0);
	T = trans[ 2][1164] = settr(2627,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2627,0,1163,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][1163] = settr(2626,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(2626,2,1159,0,0,"ATOMIC", 1, 2, 0);
	trans[2][1159]	= settr(2622,4,1187,154,154,"((sb[1].n<4))", 1, 2, 0); /* m: 1160 -> 1187,0 */
	reached2[1160] = 1;
	trans[2][1160]	= settr(0,0,0,0,0,"sb[1].at[sb[1].n] = 4",0,0,0);
	trans[2][1161]	= settr(0,0,0,0,0,"sb[1].val[sb[1].n] = 1",0,0,0);
	trans[2][1162]	= settr(0,0,0,0,0,"sb[1].n = (sb[1].n+1)",0,0,0);
	T = trans[ 2][1187] = settr(2650,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2650,0,1186,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][1186]	= settr(2649,32,1203,155,155,"D_STEP36", 1, 2, 0);
	T = trans[ 2][1203] = settr(2666,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2666,0,1202,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][1202]	= settr(2665,32,1281,156,156,"D_STEP42", 1, 2, 0);
	T = trans[2][1281] = settr(2744,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2744,0,1204,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2744,0,1280,0,0,"IF", 0, 2, 0);
	trans[2][1204]	= settr(2667,0,1279,157,157,"(x)", 0, 2, 0);
	T = trans[ 2][1279] = settr(2742,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2742,0,1231,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][1231] = settr(2694,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2694,0,1230,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][1230] = settr(2693,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(2693,2,1227,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 2][1227] = settr(2690,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(2690,0,1226,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[2][1226]	= settr(2689,34,1228,158,158,"D_STEP36", 1, 2, 0);
	trans[2][1228]	= settr(2691,4,1260,159,159,"x = mem[5]", 1, 2, 0); /* m: 1229 -> 0,1260 */
	reached2[1229] = 1;
	trans[2][1229]	= settr(0,0,0,0,0,"mem[5] = 0",0,0,0);
	T = trans[2][1260] = settr(2723,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2723,0,1232,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2723,0,1259,0,0,"IF", 0, 2, 0);
	trans[2][1232]	= settr(2695,0,1258,160,0,"(x)", 0, 2, 0);
	T = trans[ 2][1258] = settr(2721,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2721,0,1257,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][1257] = settr(2720,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(2720,2,1255,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 2][1255] = settr(2718,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(2718,0,1254,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[2][1254]	= settr(2717,34,1256,161,161,"D_STEP36", 1, 2, 0);
	trans[2][1256]	= settr(2719,0,1276,162,162,"asleep[0] = 0", 1, 2, 0);
	trans[2][1261]	= settr(2724,0,1276,1,0,".(goto)", 0, 2, 0);
	trans[2][1259]	= settr(2722,0,1276,2,0,"else", 0, 2, 0);
	T = trans[2][1276] = settr(2739,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2739,0,1262,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2739,0,1275,0,0,"IF", 0, 2, 0);
	trans[2][1262]	= settr(2725,0,1273,163,163,"(x)", 0, 2, 0); /* m: 1263 -> 1273,0 */
	reached2[1263] = 1;
	trans[2][1263]	= settr(0,0,0,0,0,"streak = 0",0,0,0);
	T = trans[2][1273] = settr(2736,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2736,0,1264,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2736,0,1272,0,0,"IF", 0, 2, 0);
	trans[2][1264]	= settr(2727,0,1271,164,164,"((mode!=0))", 0, 2, 0); /* m: 1265 -> 1271,0 */
	reached2[1265] = 1;
	trans[2][1265]	= settr(0,0,0,0,0,"mode = 0",0,0,0);
	T = trans[ 2][1271] = settr(2734,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2734,0,1270,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][1270] = settr(2733,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(2733,2,1266,0,0,"ATOMIC", 1, 2, 0);
	trans[2][1266]	= settr(2729,0,1397,165,165,"((sb[1].n<4))", 1, 2, 0); /* m: 1267 -> 1397,0 */
	reached2[1267] = 1;
	trans[2][1267]	= settr(0,0,0,0,0,"sb[1].at[sb[1].n] = 4",0,0,0);
	trans[2][1268]	= settr(0,0,0,0,0,"sb[1].val[sb[1].n] = 0",0,0,0);
	trans[2][1269]	= settr(0,0,0,0,0,"sb[1].n = (sb[1].n+1)",0,0,0);
	trans[2][1274]	= settr(2737,0,1278,1,0,".(goto)", 0, 2, 0); /* m: 1278 -> 0,1397 */
	reached2[1278] = 1;
	trans[2][1272]	= settr(2735,0,1278,2,0,"else", 0, 2, 0);
	trans[2][1277]	= settr(2740,0,1278,1,0,".(goto)", 0, 2, 0); /* m: 1278 -> 0,1397 */
	reached2[1278] = 1;
	trans[2][1275]	= settr(2738,0,1278,2,0,"else", 0, 2, 0);
	trans[2][1278]	= settr(2741,0,1397,166,166,"x = 0", 0, 2, 0); /* m: 1386 -> 0,1397 */
	reached2[1386] = 1;
	trans[2][1282]	= settr(2745,0,1386,1,0,".(goto)", 0, 2, 0); /* m: 1386 -> 0,1397 */
	reached2[1386] = 1;
	trans[2][1280]	= settr(2743,0,1386,2,0,"else", 0, 2, 0);
	trans[2][1285]	= settr(2748,0,1386,1,0,".(goto)", 0, 2, 0); /* m: 1386 -> 0,1397 */
	reached2[1386] = 1;
	trans[2][1283]	= settr(2746,0,1386,2,0,"else", 0, 2, 0);
	trans[2][1385]	= settr(2848,0,1386,1,0,".(goto)", 0, 2, 0); /* m: 1386 -> 0,1397 */
	reached2[1386] = 1;
	trans[2][1288]	= settr(2751,0,1304,2,0,"else", 0, 2, 0);
	T = trans[ 2][1304] = settr(2767,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2767,0,1303,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[2][1303]	= settr(2766,32,1382,167,167,"D_STEP42", 1, 2, 0);
	T = trans[2][1382] = settr(2845,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2845,0,1305,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2845,0,1381,0,0,"IF", 0, 2, 0);
	trans[2][1305]	= settr(2768,0,1380,168,168,"(x)", 0, 2, 0);
	T = trans[ 2][1380] = settr(2843,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2843,0,1332,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][1332] = settr(2795,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2795,0,1331,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][1331] = settr(2794,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(2794,2,1328,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 2][1328] = settr(2791,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(2791,0,1327,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[2][1327]	= settr(2790,34,1329,169,169,"D_STEP36", 1, 2, 0);
	trans[2][1329]	= settr(2792,4,1361,170,170,"x = mem[5]", 1, 2, 0); /* m: 1330 -> 0,1361 */
	reached2[1330] = 1;
	trans[2][1330]	= settr(0,0,0,0,0,"mem[5] = 0",0,0,0);
	T = trans[2][1361] = settr(2824,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2824,0,1333,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2824,0,1360,0,0,"IF", 0, 2, 0);
	trans[2][1333]	= settr(2796,0,1359,171,0,"(x)", 0, 2, 0);
	T = trans[ 2][1359] = settr(2822,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2822,0,1358,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][1358] = settr(2821,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(2821,2,1356,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 2][1356] = settr(2819,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(2819,0,1355,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[2][1355]	= settr(2818,34,1357,172,172,"D_STEP36", 1, 2, 0);
	trans[2][1357]	= settr(2820,0,1377,173,173,"asleep[0] = 0", 1, 2, 0);
	trans[2][1362]	= settr(2825,0,1377,1,0,".(goto)", 0, 2, 0);
	trans[2][1360]	= settr(2823,0,1377,2,0,"else", 0, 2, 0);
	T = trans[2][1377] = settr(2840,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2840,0,1363,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2840,0,1376,0,0,"IF", 0, 2, 0);
	trans[2][1363]	= settr(2826,0,1374,174,174,"(x)", 0, 2, 0); /* m: 1364 -> 1374,0 */
	reached2[1364] = 1;
	trans[2][1364]	= settr(0,0,0,0,0,"streak = 0",0,0,0);
	T = trans[2][1374] = settr(2837,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2837,0,1365,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2837,0,1373,0,0,"IF", 0, 2, 0);
	trans[2][1365]	= settr(2828,0,1372,175,175,"((mode!=0))", 0, 2, 0); /* m: 1366 -> 1372,0 */
	reached2[1366] = 1;
	trans[2][1366]	= settr(0,0,0,0,0,"mode = 0",0,0,0);
	T = trans[ 2][1372] = settr(2835,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2835,0,1371,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][1371] = settr(2834,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(2834,2,1367,0,0,"ATOMIC", 1, 2, 0);
	trans[2][1367]	= settr(2830,0,1397,176,176,"((sb[1].n<4))", 1, 2, 0); /* m: 1368 -> 1397,0 */
	reached2[1368] = 1;
	trans[2][1368]	= settr(0,0,0,0,0,"sb[1].at[sb[1].n] = 4",0,0,0);
	trans[2][1369]	= settr(0,0,0,0,0,"sb[1].val[sb[1].n] = 0",0,0,0);
	trans[2][1370]	= settr(0,0,0,0,0,"sb[1].n = (sb[1].n+1)",0,0,0);
	trans[2][1375]	= settr(2838,0,1379,1,0,".(goto)", 0, 2, 0); /* m: 1379 -> 0,1397 */
	reached2[1379] = 1;
	trans[2][1373]	= settr(2836,0,1379,2,0,"else", 0, 2, 0);
	trans[2][1378]	= settr(2841,0,1379,1,0,".(goto)", 0, 2, 0); /* m: 1379 -> 0,1397 */
	reached2[1379] = 1;
	trans[2][1376]	= settr(2839,0,1379,2,0,"else", 0, 2, 0);
	trans[2][1379]	= settr(2842,0,1397,177,177,"x = 0", 0, 2, 0); /* m: 1386 -> 0,1397 */
	reached2[1386] = 1;
	trans[2][1383]	= settr(2846,0,1386,1,0,".(goto)", 0, 2, 0); /* m: 1386 -> 0,1397 */
	reached2[1386] = 1;
	trans[2][1381]	= settr(2844,0,1386,2,0,"else", 0, 2, 0);
	trans[2][1386]	= settr(2849,0,1397,178,178,"x = 0", 0, 2, 0); /* m: 1388 -> 0,1397 */
	reached2[1388] = 1;
	trans[2][1388]	= settr(0,0,0,0,0,"r = 1",0,0,0);
	trans[2][1391]	= settr(2854,0,1392,1,0,".(goto)", 0, 2, 0); /* m: 1392 -> 0,1397 */
	reached2[1392] = 1;
	trans[2][1389]	= settr(2852,0,1392,2,0,"else", 0, 2, 0);
	trans[2][1392]	= settr(2855,0,1397,179,179,"x = 0", 0, 2, 0);
	T = trans[2][1397] = settr(2860,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(2860,0,1394,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(2860,0,1396,0,0,"IF", 0, 2, 0);
	trans[2][1394]	= settr(2857,0,1429,180,180,"(((r!=0)||(rc==3)))", 0, 2, 0); /* m: 1402 -> 1429,0 */
	reached2[1402] = 1;
	trans[2][1395]	= settr(2858,0,1402,1,0,"goto :b101", 0, 2, 0); /* m: 1402 -> 0,1429 */
	reached2[1402] = 1;
	trans[2][1398]	= settr(2861,0,1399,1,0,".(goto)", 0, 2, 0);
	trans[2][1396]	= settr(2859,0,1399,2,0,"else", 0, 2, 0);
	trans[2][1401]	= settr(2864,0,1402,1,0,"break", 0, 2, 0);
	trans[2][1402]	= settr(2865,0,1429,181,181,"rc = 0", 0, 2, 0);
	T = trans[ 2][1429] = settr(2892,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(2892,0,1428,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 2][1428] = settr(2891,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(2891,2,1425,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 2][1425] = settr(2888,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(2888,0,1424,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[2][1424]	= settr(2887,34,1426,182,182,"D_STEP36", 1, 2, 0);
	trans[2][1426]	= settr(2889,0,1434,183,183,"x = mem[6]", 1, 2, 0); /* m: 1427 -> 0,1434 */
	reached2[1427] = 1;
	trans[2][1427]	= settr(0,0,0,0,0,"mem[6] = 0",0,0,0);
	trans[2][1430]	= settr(0,0,0,0,0,"x = 0",0,0,0);
	trans[2][1433]	= settr(2896,0,1434,1,0,".(goto)", 0, 2, 0);
	trans[2][1431]	= settr(2894,0,1434,2,0,"else", 0, 2, 0);
	trans[2][1436]	= settr(2899,0,1437,1,0,"break", 0, 2, 0);
	trans[2][1437]	= settr(2900,0,1438,184,184,"ended[1] = 1", 1, 2, 0);
	trans[2][1438]	= settr(2901,0,0,185,185,"-end-", 0, 3500, 0);

	/* proctype 1: sender */

	trans[1] = (Trans **) emalloc(1427*sizeof(Trans *));

	trans[1][1423]	= settr(1460,0,1422,1,0,".(goto)", 0, 2, 0);
	T = trans[1][1422] = settr(1459,0,0,0,0,"DO", 0, 2, 0);
	T = T->nxt	= settr(1459,0,1,0,0,"DO", 0, 2, 0);
	    T->nxt	= settr(1459,0,3,0,0,"DO", 0, 2, 0);
	trans[1][1]	= settr(38,0,1425,186,186,"(((pos==3)||(r==2)))", 0, 2, 0);
	trans[1][2]	= settr(39,0,1425,1,0,"goto :b3", 0, 2, 0);
	trans[1][3]	= settr(40,0,412,2,0,"else", 0, 2, 0);
	T = trans[ 1][412] = settr(449,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(449,0,4,0,0,"sub-sequence", 0, 2, 0);
	trans[1][4]	= settr(41,0,409,187,187,"r = 0", 0, 2, 0);
	T = trans[1][409] = settr(446,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(446,0,5,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(446,0,408,0,0,"IF", 0, 2, 0);
	trans[1][5]	= settr(42,0,44,188,0,"((r==0))", 0, 2, 0);
	T = trans[1][44] = settr(81,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(81,0,6,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(81,0,43,0,0,"IF", 0, 2, 0);
	trans[1][6]	= settr(43,0,22,189,189,"(((pos-seen)>=1))", 0, 2, 0);
	T = trans[ 1][22] = settr(59,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(59,0,21,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[1][21]	= settr(58,32,41,190,190,"D_STEP42", 1, 2, 0);
	T = trans[1][41] = settr(78,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(78,0,23,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(78,0,40,0,0,"IF", 0, 2, 0);
	trans[1][23]	= settr(60,0,39,191,191,"(((pos-seen)>=1))", 0, 2, 0);
	T = trans[ 1][39] = settr(76,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(76,0,38,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[1][38]	= settr(75,32,406,192,192,"D_STEP42", 1, 2, 0);
	trans[1][42]	= settr(79,0,406,1,0,".(goto)", 0, 2, 0);
	trans[1][40]	= settr(77,0,406,2,0,"else", 0, 2, 0);
	trans[1][45]	= settr(82,0,406,1,0,".(goto)", 0, 2, 0);
	trans[1][43]	= settr(80,0,406,2,0,"else", 0, 2, 0);
	T = trans[1][406] = settr(443,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(443,0,46,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(443,0,405,0,0,"IF", 0, 2, 0);
	trans[1][46]	= settr(83,0,53,193,193,"(((pos-seen)<1))", 0, 2, 0); /* m: 47 -> 53,0 */
	reached1[47] = 1;
	trans[1][47]	= settr(0,0,0,0,0,"pos = (pos+1)",0,0,0);
	T = trans[ 1][53] = settr(90,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(90,0,52,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][52] = settr(89,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(89,2,48,0,0,"ATOMIC", 1, 2, 0);
	trans[1][48]	= settr(85,4,403,194,194,"((sb[0].n<4))", 1, 2, 0); /* m: 49 -> 403,0 */
	reached1[49] = 1;
	trans[1][49]	= settr(0,0,0,0,0,"sb[0].at[sb[0].n] = 0",0,0,0);
	trans[1][50]	= settr(0,0,0,0,0,"sb[0].val[sb[0].n] = pos",0,0,0);
	trans[1][51]	= settr(0,0,0,0,0,"sb[0].n = (sb[0].n+1)",0,0,0);
	T = trans[ 1][403] = settr(440,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(440,0,400,0,0,"sub-sequence", 0, 2, 0);
	T = trans[1][400] = settr(437,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(437,0,54,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(437,0,304,0,0,"IF", 0, 2, 0);
	trans[1][54]	= settr(91,0,77,195,0,"((mode==0))", 0, 2, 0);
	T = trans[ 1][77] = settr(114,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(114,0,76,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[1][76]	= settr(113,32,93,196,196,"D_STEP36", 1, 2, 0);
	T = trans[ 1][93] = settr(130,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(130,0,92,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[1][92]	= settr(129,32,302,197,197,"D_STEP42", 1, 2, 0);
	T = trans[1][302] = settr(339,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(339,0,94,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(339,0,170,0,0,"IF", 0, 2, 0);
	trans[1][94]	= settr(131,0,169,198,198,"(x)", 0, 2, 0);
	T = trans[ 1][169] = settr(206,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(206,0,121,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][121] = settr(158,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(158,0,120,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][120] = settr(157,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(157,2,117,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 1][117] = settr(154,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(154,0,116,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[1][116]	= settr(153,34,118,199,199,"D_STEP36", 1, 2, 0);
	trans[1][118]	= settr(155,4,150,200,200,"x = mem[6]", 1, 2, 0); /* m: 119 -> 0,150 */
	reached1[119] = 1;
	trans[1][119]	= settr(0,0,0,0,0,"mem[6] = 0",0,0,0);
	T = trans[1][150] = settr(187,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(187,0,122,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(187,0,149,0,0,"IF", 0, 2, 0);
	trans[1][122]	= settr(159,0,148,201,0,"(x)", 0, 2, 0);
	T = trans[ 1][148] = settr(185,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(185,0,147,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][147] = settr(184,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(184,2,145,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 1][145] = settr(182,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(182,0,144,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[1][144]	= settr(181,34,146,202,202,"D_STEP36", 1, 2, 0);
	trans[1][146]	= settr(183,0,166,203,203,"asleep[1] = 0", 1, 2, 0);
	trans[1][151]	= settr(188,0,166,1,0,".(goto)", 0, 2, 0);
	trans[1][149]	= settr(186,0,166,2,0,"else", 0, 2, 0);
	T = trans[1][166] = settr(203,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(203,0,152,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(203,0,165,0,0,"IF", 0, 2, 0);
	trans[1][152]	= settr(189,0,163,204,204,"(x)", 0, 2, 0); /* m: 153 -> 163,0 */
	reached1[153] = 1;
	trans[1][153]	= settr(0,0,0,0,0,"streak = 0",0,0,0);
	T = trans[1][163] = settr(200,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(200,0,154,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(200,0,162,0,0,"IF", 0, 2, 0);
	trans[1][154]	= settr(191,0,161,205,205,"((mode!=0))", 0, 2, 0); /* m: 155 -> 161,0 */
	reached1[155] = 1;
	trans[1][155]	= settr(0,0,0,0,0,"mode = 0",0,0,0);
	T = trans[ 1][161] = settr(198,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(198,0,160,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][160] = settr(197,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(197,2,156,0,0,"ATOMIC", 1, 2, 0);
	trans[1][156]	= settr(193,0,1420,206,206,"((sb[0].n<4))", 1, 2, 0); /* m: 157 -> 1420,0 */
	reached1[157] = 1;
	trans[1][157]	= settr(0,0,0,0,0,"sb[0].at[sb[0].n] = 3",0,0,0);
	trans[1][158]	= settr(0,0,0,0,0,"sb[0].val[sb[0].n] = 0",0,0,0);
	trans[1][159]	= settr(0,0,0,0,0,"sb[0].n = (sb[0].n+1)",0,0,0);
	trans[1][164]	= settr(201,0,168,1,0,".(goto)", 0, 2, 0); /* m: 168 -> 0,1420 */
	reached1[168] = 1;
	trans[1][162]	= settr(199,0,168,2,0,"else", 0, 2, 0);
	trans[1][167]	= settr(204,0,168,1,0,".(goto)", 0, 2, 0); /* m: 168 -> 0,1420 */
	reached1[168] = 1;
	trans[1][165]	= settr(202,0,168,2,0,"else", 0, 2, 0);
	trans[1][168]	= settr(205,0,1420,207,207,"x = 0", 0, 2, 0); /* m: 402 -> 0,1420 */
	reached1[402] = 1;
	trans[1][303]	= settr(340,0,402,1,0,".(goto)", 0, 2, 0); /* m: 402 -> 0,1420 */
	reached1[402] = 1;
	trans[1][170]	= settr(207,0,171,2,0,"else", 0, 2, 0);
	trans[1][171]	= settr(208,0,300,208,208,"streak = (streak+1)", 0, 2, 0);
	T = trans[1][300] = settr(337,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(337,0,172,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(337,0,299,0,0,"IF", 0, 2, 0);
	trans[1][172]	= settr(209,0,180,209,209,"((streak>=2))", 0, 2, 0); /* m: 173 -> 180,0 */
	reached1[173] = 1;
	trans[1][173]	= settr(0,0,0,0,0,"streak = 2",0,0,0);
	trans[1][174]	= settr(0,0,0,0,0,"mode = 1",0,0,0);
	T = trans[ 1][180] = settr(217,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(217,0,179,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][179] = settr(216,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(216,2,175,0,0,"ATOMIC", 1, 2, 0);
	trans[1][175]	= settr(212,4,203,210,210,"((sb[0].n<4))", 1, 2, 0); /* m: 176 -> 203,0 */
	reached1[176] = 1;
	trans[1][176]	= settr(0,0,0,0,0,"sb[0].at[sb[0].n] = 3",0,0,0);
	trans[1][177]	= settr(0,0,0,0,0,"sb[0].val[sb[0].n] = 1",0,0,0);
	trans[1][178]	= settr(0,0,0,0,0,"sb[0].n = (sb[0].n+1)",0,0,0);
	T = trans[ 1][203] = settr(240,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(240,0,202,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[1][202]	= settr(239,32,219,211,211,"D_STEP36", 1, 2, 0);
	T = trans[ 1][219] = settr(256,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(256,0,218,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[1][218]	= settr(255,32,297,212,212,"D_STEP42", 1, 2, 0);
	T = trans[1][297] = settr(334,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(334,0,220,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(334,0,296,0,0,"IF", 0, 2, 0);
	trans[1][220]	= settr(257,0,295,213,213,"(x)", 0, 2, 0);
	T = trans[ 1][295] = settr(332,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(332,0,247,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][247] = settr(284,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(284,0,246,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][246] = settr(283,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(283,2,243,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 1][243] = settr(280,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(280,0,242,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[1][242]	= settr(279,34,244,214,214,"D_STEP36", 1, 2, 0);
	trans[1][244]	= settr(281,4,276,215,215,"x = mem[6]", 1, 2, 0); /* m: 245 -> 0,276 */
	reached1[245] = 1;
	trans[1][245]	= settr(0,0,0,0,0,"mem[6] = 0",0,0,0);
	T = trans[1][276] = settr(313,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(313,0,248,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(313,0,275,0,0,"IF", 0, 2, 0);
	trans[1][248]	= settr(285,0,274,216,0,"(x)", 0, 2, 0);
	T = trans[ 1][274] = settr(311,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(311,0,273,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][273] = settr(310,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(310,2,271,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 1][271] = settr(308,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(308,0,270,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[1][270]	= settr(307,34,272,217,217,"D_STEP36", 1, 2, 0);
	trans[1][272]	= settr(309,0,292,218,218,"asleep[1] = 0", 1, 2, 0);
	trans[1][277]	= settr(314,0,292,1,0,".(goto)", 0, 2, 0);
	trans[1][275]	= settr(312,0,292,2,0,"else", 0, 2, 0);
	T = trans[1][292] = settr(329,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(329,0,278,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(329,0,291,0,0,"IF", 0, 2, 0);
	trans[1][278]	= settr(315,0,289,219,219,"(x)", 0, 2, 0); /* m: 279 -> 289,0 */
	reached1[279] = 1;
	trans[1][279]	= settr(0,0,0,0,0,"streak = 0",0,0,0);
	T = trans[1][289] = settr(326,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(326,0,280,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(326,0,288,0,0,"IF", 0, 2, 0);
	trans[1][280]	= settr(317,0,287,220,220,"((mode!=0))", 0, 2, 0); /* m: 281 -> 287,0 */
	reached1[281] = 1;
	trans[1][281]	= settr(0,0,0,0,0,"mode = 0",0,0,0);
	T = trans[ 1][287] = settr(324,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(324,0,286,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][286] = settr(323,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(323,2,282,0,0,"ATOMIC", 1, 2, 0);
	trans[1][282]	= settr(319,0,1420,221,221,"((sb[0].n<4))", 1, 2, 0); /* m: 283 -> 1420,0 */
	reached1[283] = 1;
	trans[1][283]	= settr(0,0,0,0,0,"sb[0].at[sb[0].n] = 3",0,0,0);
	trans[1][284]	= settr(0,0,0,0,0,"sb[0].val[sb[0].n] = 0",0,0,0);
	trans[1][285]	= settr(0,0,0,0,0,"sb[0].n = (sb[0].n+1)",0,0,0);
	trans[1][290]	= settr(327,0,294,1,0,".(goto)", 0, 2, 0); /* m: 294 -> 0,1420 */
	reached1[294] = 1;
	trans[1][288]	= settr(325,0,294,2,0,"else", 0, 2, 0);
	trans[1][293]	= settr(330,0,294,1,0,".(goto)", 0, 2, 0); /* m: 294 -> 0,1420 */
	reached1[294] = 1;
	trans[1][291]	= settr(328,0,294,2,0,"else", 0, 2, 0);
	trans[1][294]	= settr(331,0,1420,222,222,"x = 0", 0, 2, 0); /* m: 402 -> 0,1420 */
	reached1[402] = 1;
	trans[1][298]	= settr(335,0,402,1,0,".(goto)", 0, 2, 0); /* m: 402 -> 0,1420 */
	reached1[402] = 1;
	trans[1][296]	= settr(333,0,402,2,0,"else", 0, 2, 0);
	trans[1][301]	= settr(338,0,402,1,0,".(goto)", 0, 2, 0); /* m: 402 -> 0,1420 */
	reached1[402] = 1;
	trans[1][299]	= settr(336,0,402,2,0,"else", 0, 2, 0);
	trans[1][401]	= settr(438,0,402,1,0,".(goto)", 0, 2, 0); /* m: 402 -> 0,1420 */
	reached1[402] = 1;
	trans[1][304]	= settr(341,0,320,2,0,"else", 0, 2, 0);
	T = trans[ 1][320] = settr(357,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(357,0,319,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[1][319]	= settr(356,32,398,223,223,"D_STEP42", 1, 2, 0);
	T = trans[1][398] = settr(435,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(435,0,321,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(435,0,397,0,0,"IF", 0, 2, 0);
	trans[1][321]	= settr(358,0,396,224,224,"(x)", 0, 2, 0);
	T = trans[ 1][396] = settr(433,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(433,0,348,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][348] = settr(385,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(385,0,347,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][347] = settr(384,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(384,2,344,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 1][344] = settr(381,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(381,0,343,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[1][343]	= settr(380,34,345,225,225,"D_STEP36", 1, 2, 0);
	trans[1][345]	= settr(382,4,377,226,226,"x = mem[6]", 1, 2, 0); /* m: 346 -> 0,377 */
	reached1[346] = 1;
	trans[1][346]	= settr(0,0,0,0,0,"mem[6] = 0",0,0,0);
	T = trans[1][377] = settr(414,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(414,0,349,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(414,0,376,0,0,"IF", 0, 2, 0);
	trans[1][349]	= settr(386,0,375,227,0,"(x)", 0, 2, 0);
	T = trans[ 1][375] = settr(412,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(412,0,374,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][374] = settr(411,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(411,2,372,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 1][372] = settr(409,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(409,0,371,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[1][371]	= settr(408,34,373,228,228,"D_STEP36", 1, 2, 0);
	trans[1][373]	= settr(410,0,393,229,229,"asleep[1] = 0", 1, 2, 0);
	trans[1][378]	= settr(415,0,393,1,0,".(goto)", 0, 2, 0);
	trans[1][376]	= settr(413,0,393,2,0,"else", 0, 2, 0);
	T = trans[1][393] = settr(430,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(430,0,379,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(430,0,392,0,0,"IF", 0, 2, 0);
	trans[1][379]	= settr(416,0,390,230,230,"(x)", 0, 2, 0); /* m: 380 -> 390,0 */
	reached1[380] = 1;
	trans[1][380]	= settr(0,0,0,0,0,"streak = 0",0,0,0);
	T = trans[1][390] = settr(427,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(427,0,381,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(427,0,389,0,0,"IF", 0, 2, 0);
	trans[1][381]	= settr(418,0,388,231,231,"((mode!=0))", 0, 2, 0); /* m: 382 -> 388,0 */
	reached1[382] = 1;
	trans[1][382]	= settr(0,0,0,0,0,"mode = 0",0,0,0);
	T = trans[ 1][388] = settr(425,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(425,0,387,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][387] = settr(424,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(424,2,383,0,0,"ATOMIC", 1, 2, 0);
	trans[1][383]	= settr(420,0,1420,232,232,"((sb[0].n<4))", 1, 2, 0); /* m: 384 -> 1420,0 */
	reached1[384] = 1;
	trans[1][384]	= settr(0,0,0,0,0,"sb[0].at[sb[0].n] = 3",0,0,0);
	trans[1][385]	= settr(0,0,0,0,0,"sb[0].val[sb[0].n] = 0",0,0,0);
	trans[1][386]	= settr(0,0,0,0,0,"sb[0].n = (sb[0].n+1)",0,0,0);
	trans[1][391]	= settr(428,0,395,1,0,".(goto)", 0, 2, 0); /* m: 395 -> 0,1420 */
	reached1[395] = 1;
	trans[1][389]	= settr(426,0,395,2,0,"else", 0, 2, 0);
	trans[1][394]	= settr(431,0,395,1,0,".(goto)", 0, 2, 0); /* m: 395 -> 0,1420 */
	reached1[395] = 1;
	trans[1][392]	= settr(429,0,395,2,0,"else", 0, 2, 0);
	trans[1][395]	= settr(432,0,1420,233,233,"x = 0", 0, 2, 0); /* m: 402 -> 0,1420 */
	reached1[402] = 1;
	trans[1][399]	= settr(436,0,402,1,0,".(goto)", 0, 2, 0); /* m: 402 -> 0,1420 */
	reached1[402] = 1;
	trans[1][397]	= settr(434,0,402,2,0,"else", 0, 2, 0);
	trans[1][402]	= settr(439,0,1420,234,234,"x = 0", 0, 2, 0); /* m: 404 -> 0,1420 */
	reached1[404] = 1;
	trans[1][404]	= settr(0,0,0,0,0,"r = 1",0,0,0);
	trans[1][407]	= settr(444,0,411,1,0,".(goto)", 0, 2, 0); /* m: 411 -> 0,1420 */
	reached1[411] = 1;
	trans[1][405]	= settr(442,0,411,2,0,"else", 0, 2, 0);
	trans[1][410]	= settr(447,0,411,1,0,".(goto)", 0, 2, 0); /* m: 411 -> 0,1420 */
	reached1[411] = 1;
	trans[1][408]	= settr(445,0,411,2,0,"else", 0, 2, 0);
	trans[1][411]	= settr(448,0,1420,235,235,"x = 0", 0, 2, 0);
	T = trans[1][1420] = settr(1457,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1457,0,413,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1457,0,1419,0,0,"IF", 0, 2, 0);
	trans[1][413]	= settr(450,0,1387,236,236,"((r==0))", 0, 2, 0);
	trans[1][1388]	= settr(1425,0,1387,1,0,".(goto)", 0, 2, 0);
	T = trans[1][1387] = settr(1424,0,0,0,0,"DO", 0, 2, 0);
	    T->nxt	= settr(1424,0,419,0,0,"DO", 0, 2, 0);
	T = trans[ 1][419] = settr(456,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(456,0,418,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][418] = settr(455,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(455,2,414,0,0,"ATOMIC", 1, 2, 0);
	trans[1][414]	= settr(451,4,442,237,237,"((sb[0].n<4))", 1, 2, 0); /* m: 415 -> 442,0 */
	reached1[415] = 1;
	trans[1][415]	= settr(0,0,0,0,0,"sb[0].at[sb[0].n] = 5",0,0,0);
	trans[1][416]	= settr(0,0,0,0,0,"sb[0].val[sb[0].n] = 1",0,0,0);
	trans[1][417]	= settr(0,0,0,0,0,"sb[0].n = (sb[0].n+1)",0,0,0);
	T = trans[ 1][442] = settr(479,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(479,0,441,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[1][441]	= settr(478,32,512,238,238,"D_STEP36", 1, 2, 0);
	T = trans[ 1][512] = settr(549,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(549,0,458,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][458] = settr(495,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(495,0,457,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[1][457]	= settr(494,32,509,239,239,"D_STEP42", 1, 2, 0);
	T = trans[1][509] = settr(546,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(546,0,459,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(546,0,508,0,0,"IF", 0, 2, 0);
	trans[1][459]	= settr(496,0,507,240,240,"((x==1))", 0, 2, 0);
	T = trans[ 1][507] = settr(544,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(544,0,482,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][482] = settr(519,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(519,0,481,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[1][481]	= settr(518,32,505,241,241,"D_STEP36", 1, 2, 0);
	T = trans[ 1][505] = settr(542,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(542,0,504,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[1][504]	= settr(541,32,506,242,242,"D_STEP36", 1, 2, 0);
	trans[1][506]	= settr(543,0,921,243,243,"(1)", 0, 2, 0); /* m: 511 -> 921,0 */
	reached1[511] = 1;
	trans[1][510]	= settr(547,0,511,1,0,".(goto)", 0, 2, 0); /* m: 511 -> 0,921 */
	reached1[511] = 1;
	trans[1][508]	= settr(545,0,511,2,0,"else", 0, 2, 0);
	trans[1][511]	= settr(548,0,921,244,244,"x = 0", 0, 2, 0);
	T = trans[ 1][921] = settr(958,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(958,0,513,0,0,"sub-sequence", 0, 2, 0);
	trans[1][513]	= settr(550,0,918,245,245,"r = 0", 0, 2, 0);
	T = trans[1][918] = settr(955,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(955,0,514,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(955,0,917,0,0,"IF", 0, 2, 0);
	trans[1][514]	= settr(551,0,553,246,0,"((r==0))", 0, 2, 0);
	T = trans[1][553] = settr(590,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(590,0,515,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(590,0,552,0,0,"IF", 0, 2, 0);
	trans[1][515]	= settr(552,0,531,247,247,"(((pos-seen)>=1))", 0, 2, 0);
	T = trans[ 1][531] = settr(568,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(568,0,530,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[1][530]	= settr(567,32,550,248,248,"D_STEP42", 1, 2, 0);
	T = trans[1][550] = settr(587,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(587,0,532,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(587,0,549,0,0,"IF", 0, 2, 0);
	trans[1][532]	= settr(569,0,548,249,249,"(((pos-seen)>=1))", 0, 2, 0);
	T = trans[ 1][548] = settr(585,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(585,0,547,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[1][547]	= settr(584,32,915,250,250,"D_STEP42", 1, 2, 0);
	trans[1][551]	= settr(588,0,915,1,0,".(goto)", 0, 2, 0);
	trans[1][549]	= settr(586,0,915,2,0,"else", 0, 2, 0);
	trans[1][554]	= settr(591,0,915,1,0,".(goto)", 0, 2, 0);
	trans[1][552]	= settr(589,0,915,2,0,"else", 0, 2, 0);
	T = trans[1][915] = settr(952,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(952,0,555,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(952,0,914,0,0,"IF", 0, 2, 0);
	trans[1][555]	= settr(592,0,562,251,251,"(((pos-seen)<1))", 0, 2, 0); /* m: 556 -> 562,0 */
	reached1[556] = 1;
	trans[1][556]	= settr(0,0,0,0,0,"pos = (pos+1)",0,0,0);
	T = trans[ 1][562] = settr(599,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(599,0,561,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][561] = settr(598,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(598,2,557,0,0,"ATOMIC", 1, 2, 0);
	trans[1][557]	= settr(594,4,912,252,252,"((sb[0].n<4))", 1, 2, 0); /* m: 558 -> 912,0 */
	reached1[558] = 1;
	trans[1][558]	= settr(0,0,0,0,0,"sb[0].at[sb[0].n] = 0",0,0,0);
	trans[1][559]	= settr(0,0,0,0,0,"sb[0].val[sb[0].n] = pos",0,0,0);
	trans[1][560]	= settr(0,0,0,0,0,"sb[0].n = (sb[0].n+1)",0,0,0);
	T = trans[ 1][912] = settr(949,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(949,0,909,0,0,"sub-sequence", 0, 2, 0);
	T = trans[1][909] = settr(946,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(946,0,563,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(946,0,813,0,0,"IF", 0, 2, 0);
	trans[1][563]	= settr(600,0,586,253,0,"((mode==0))", 0, 2, 0);
	T = trans[ 1][586] = settr(623,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(623,0,585,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[1][585]	= settr(622,32,602,254,254,"D_STEP36", 1, 2, 0);
	T = trans[ 1][602] = settr(639,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(639,0,601,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[1][601]	= settr(638,32,811,255,255,"D_STEP42", 1, 2, 0);
	T = trans[1][811] = settr(848,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(848,0,603,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(848,0,679,0,0,"IF", 0, 2, 0);
	trans[1][603]	= settr(640,0,678,256,256,"(x)", 0, 2, 0);
	T = trans[ 1][678] = settr(715,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(715,0,630,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][630] = settr(667,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(667,0,629,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][629] = settr(666,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(666,2,626,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 1][626] = settr(663,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(663,0,625,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[1][625]	= settr(662,34,627,257,257,"D_STEP36", 1, 2, 0);
	trans[1][627]	= settr(664,4,659,258,258,"x = mem[6]", 1, 2, 0); /* m: 628 -> 0,659 */
	reached1[628] = 1;
	trans[1][628]	= settr(0,0,0,0,0,"mem[6] = 0",0,0,0);
	T = trans[1][659] = settr(696,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(696,0,631,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(696,0,658,0,0,"IF", 0, 2, 0);
	trans[1][631]	= settr(668,0,657,259,0,"(x)", 0, 2, 0);
	T = trans[ 1][657] = settr(694,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(694,0,656,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][656] = settr(693,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(693,2,654,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 1][654] = settr(691,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(691,0,653,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[1][653]	= settr(690,34,655,260,260,"D_STEP36", 1, 2, 0);
	trans[1][655]	= settr(692,0,675,261,261,"asleep[1] = 0", 1, 2, 0);
	trans[1][660]	= settr(697,0,675,1,0,".(goto)", 0, 2, 0);
	trans[1][658]	= settr(695,0,675,2,0,"else", 0, 2, 0);
	T = trans[1][675] = settr(712,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(712,0,661,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(712,0,674,0,0,"IF", 0, 2, 0);
	trans[1][661]	= settr(698,0,672,262,262,"(x)", 0, 2, 0); /* m: 662 -> 672,0 */
	reached1[662] = 1;
	trans[1][662]	= settr(0,0,0,0,0,"streak = 0",0,0,0);
	T = trans[1][672] = settr(709,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(709,0,663,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(709,0,671,0,0,"IF", 0, 2, 0);
	trans[1][663]	= settr(700,0,670,263,263,"((mode!=0))", 0, 2, 0); /* m: 664 -> 670,0 */
	reached1[664] = 1;
	trans[1][664]	= settr(0,0,0,0,0,"mode = 0",0,0,0);
	T = trans[ 1][670] = settr(707,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(707,0,669,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][669] = settr(706,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(706,2,665,0,0,"ATOMIC", 1, 2, 0);
	trans[1][665]	= settr(702,0,925,264,264,"((sb[0].n<4))", 1, 2, 0); /* m: 666 -> 925,0 */
	reached1[666] = 1;
	trans[1][666]	= settr(0,0,0,0,0,"sb[0].at[sb[0].n] = 3",0,0,0);
	trans[1][667]	= settr(0,0,0,0,0,"sb[0].val[sb[0].n] = 0",0,0,0);
	trans[1][668]	= settr(0,0,0,0,0,"sb[0].n = (sb[0].n+1)",0,0,0);
	trans[1][673]	= settr(710,0,677,1,0,".(goto)", 0, 2, 0); /* m: 677 -> 0,925 */
	reached1[677] = 1;
	trans[1][671]	= settr(708,0,677,2,0,"else", 0, 2, 0);
	trans[1][676]	= settr(713,0,677,1,0,".(goto)", 0, 2, 0); /* m: 677 -> 0,925 */
	reached1[677] = 1;
	trans[1][674]	= settr(711,0,677,2,0,"else", 0, 2, 0);
	trans[1][677]	= settr(714,0,925,265,265,"x = 0", 0, 2, 0); /* m: 911 -> 0,925 */
	reached1[911] = 1;
	trans[1][812]	= settr(849,0,911,1,0,".(goto)", 0, 2, 0); /* m: 911 -> 0,925 */
	reached1[911] = 1;
	trans[1][679]	= settr(716,0,680,2,0,"else", 0, 2, 0);
	trans[1][680]	= settr(717,0,809,266,266,"streak = (streak+1)", 0, 2, 0);
	T = trans[1][809] = settr(846,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(846,0,681,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(846,0,808,0,0,"IF", 0, 2, 0);
	trans[1][681]	= settr(718,0,689,267,267,"((streak>=2))", 0, 2, 0); /* m: 682 -> 689,0 */
	reached1[682] = 1;
	trans[1][682]	= settr(0,0,0,0,0,"streak = 2",0,0,0);
	trans[1][683]	= settr(0,0,0,0,0,"mode = 1",0,0,0);
	T = trans[ 1][689] = settr(726,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(726,0,688,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][688] = settr(725,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(725,2,684,0,0,"ATOMIC", 1, 2, 0);
	trans[1][684]	= settr(721,4,712,268,268,"((sb[0].n<4))", 1, 2, 0); /* m: 685 -> 712,0 */
	reached1[685] = 1;
	trans[1][685]	= settr(0,0,0,0,0,"sb[0].at[sb[0].n] = 3",0,0,0);
	trans[1][686]	= settr(0,0,0,0,0,"sb[0].val[sb[0].n] = 1",0,0,0);
	trans[1][687]	= settr(0,0,0,0,0,"sb[0].n = (sb[0].n+1)",0,0,0);
	T = trans[ 1][712] = settr(749,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(749,0,711,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[1][711]	= settr(748,32,728,269,269,"D_STEP36", 1, 2, 0);
	T = trans[ 1][728] = settr(765,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(765,0,727,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[1][727]	= settr(764,32,806,270,270,"D_STEP42", 1, 2, 0);
	T = trans[1][806] = settr(843,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(843,0,729,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(843,0,805,0,0,"IF", 0, 2, 0);
	trans[1][729]	= settr(766,0,804,271,271,"(x)", 0, 2, 0);
	T = trans[ 1][804] = settr(841,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(841,0,756,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][756] = settr(793,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(793,0,755,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][755] = settr(792,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(792,2,752,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 1][752] = settr(789,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(789,0,751,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[1][751]	= settr(788,34,753,272,272,"D_STEP36", 1, 2, 0);
	trans[1][753]	= settr(790,4,785,273,273,"x = mem[6]", 1, 2, 0); /* m: 754 -> 0,785 */
	reached1[754] = 1;
	trans[1][754]	= settr(0,0,0,0,0,"mem[6] = 0",0,0,0);
	T = trans[1][785] = settr(822,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(822,0,757,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(822,0,784,0,0,"IF", 0, 2, 0);
	trans[1][757]	= settr(794,0,783,274,0,"(x)", 0, 2, 0);
	T = trans[ 1][783] = settr(820,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(820,0,782,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][782] = settr(819,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(819,2,780,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 1][780] = settr(817,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(817,0,779,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[1][779]	= settr(816,34,781,275,275,"D_STEP36", 1, 2, 0);
	trans[1][781]	= settr(818,0,801,276,276,"asleep[1] = 0", 1, 2, 0);
	trans[1][786]	= settr(823,0,801,1,0,".(goto)", 0, 2, 0);
	trans[1][784]	= settr(821,0,801,2,0,"else", 0, 2, 0);
	T = trans[1][801] = settr(838,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(838,0,787,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(838,0,800,0,0,"IF", 0, 2, 0);
	trans[1][787]	= settr(824,0,798,277,277,"(x)", 0, 2, 0); /* m: 788 -> 798,0 */
	reached1[788] = 1;
	trans[1][788]	= settr(0,0,0,0,0,"streak = 0",0,0,0);
	T = trans[1][798] = settr(835,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(835,0,789,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(835,0,797,0,0,"IF", 0, 2, 0);
	trans[1][789]	= settr(826,0,796,278,278,"((mode!=0))", 0, 2, 0); /* m: 790 -> 796,0 */
	reached1[790] = 1;
	trans[1][790]	= settr(0,0,0,0,0,"mode = 0",0,0,0);
	T = trans[ 1][796] = settr(833,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(833,0,795,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][795] = settr(832,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(832,2,791,0,0,"ATOMIC", 1, 2, 0);
	trans[1][791]	= settr(828,0,925,279,279,"((sb[0].n<4))", 1, 2, 0); /* m: 792 -> 925,0 */
	reached1[792] = 1;
	trans[1][792]	= settr(0,0,0,0,0,"sb[0].at[sb[0].n] = 3",0,0,0);
	trans[1][793]	= settr(0,0,0,0,0,"sb[0].val[sb[0].n] = 0",0,0,0);
	trans[1][794]	= settr(0,0,0,0,0,"sb[0].n = (sb[0].n+1)",0,0,0);
	trans[1][799]	= settr(836,0,803,1,0,".(goto)", 0, 2, 0); /* m: 803 -> 0,925 */
	reached1[803] = 1;
	trans[1][797]	= settr(834,0,803,2,0,"else", 0, 2, 0);
	trans[1][802]	= settr(839,0,803,1,0,".(goto)", 0, 2, 0); /* m: 803 -> 0,925 */
	reached1[803] = 1;
	trans[1][800]	= settr(837,0,803,2,0,"else", 0, 2, 0);
	trans[1][803]	= settr(840,0,925,280,280,"x = 0", 0, 2, 0); /* m: 911 -> 0,925 */
	reached1[911] = 1;
	trans[1][807]	= settr(844,0,911,1,0,".(goto)", 0, 2, 0); /* m: 911 -> 0,925 */
	reached1[911] = 1;
	trans[1][805]	= settr(842,0,911,2,0,"else", 0, 2, 0);
	trans[1][810]	= settr(847,0,911,1,0,".(goto)", 0, 2, 0); /* m: 911 -> 0,925 */
	reached1[911] = 1;
	trans[1][808]	= settr(845,0,911,2,0,"else", 0, 2, 0);
	trans[1][910]	= settr(947,0,911,1,0,".(goto)", 0, 2, 0); /* m: 911 -> 0,925 */
	reached1[911] = 1;
	trans[1][813]	= settr(850,0,829,2,0,"else", 0, 2, 0);
	T = trans[ 1][829] = settr(866,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(866,0,828,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[1][828]	= settr(865,32,907,281,281,"D_STEP42", 1, 2, 0);
	T = trans[1][907] = settr(944,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(944,0,830,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(944,0,906,0,0,"IF", 0, 2, 0);
	trans[1][830]	= settr(867,0,905,282,282,"(x)", 0, 2, 0);
	T = trans[ 1][905] = settr(942,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(942,0,857,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][857] = settr(894,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(894,0,856,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][856] = settr(893,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(893,2,853,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 1][853] = settr(890,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(890,0,852,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[1][852]	= settr(889,34,854,283,283,"D_STEP36", 1, 2, 0);
	trans[1][854]	= settr(891,4,886,284,284,"x = mem[6]", 1, 2, 0); /* m: 855 -> 0,886 */
	reached1[855] = 1;
	trans[1][855]	= settr(0,0,0,0,0,"mem[6] = 0",0,0,0);
	T = trans[1][886] = settr(923,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(923,0,858,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(923,0,885,0,0,"IF", 0, 2, 0);
	trans[1][858]	= settr(895,0,884,285,0,"(x)", 0, 2, 0);
	T = trans[ 1][884] = settr(921,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(921,0,883,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][883] = settr(920,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(920,2,881,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 1][881] = settr(918,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(918,0,880,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[1][880]	= settr(917,34,882,286,286,"D_STEP36", 1, 2, 0);
	trans[1][882]	= settr(919,0,902,287,287,"asleep[1] = 0", 1, 2, 0);
	trans[1][887]	= settr(924,0,902,1,0,".(goto)", 0, 2, 0);
	trans[1][885]	= settr(922,0,902,2,0,"else", 0, 2, 0);
	T = trans[1][902] = settr(939,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(939,0,888,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(939,0,901,0,0,"IF", 0, 2, 0);
	trans[1][888]	= settr(925,0,899,288,288,"(x)", 0, 2, 0); /* m: 889 -> 899,0 */
	reached1[889] = 1;
	trans[1][889]	= settr(0,0,0,0,0,"streak = 0",0,0,0);
	T = trans[1][899] = settr(936,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(936,0,890,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(936,0,898,0,0,"IF", 0, 2, 0);
	trans[1][890]	= settr(927,0,897,289,289,"((mode!=0))", 0, 2, 0); /* m: 891 -> 897,0 */
	reached1[891] = 1;
	trans[1][891]	= settr(0,0,0,0,0,"mode = 0",0,0,0);
	T = trans[ 1][897] = settr(934,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(934,0,896,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][896] = settr(933,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(933,2,892,0,0,"ATOMIC", 1, 2, 0);
	trans[1][892]	= settr(929,0,925,290,290,"((sb[0].n<4))", 1, 2, 0); /* m: 893 -> 925,0 */
	reached1[893] = 1;
	trans[1][893]	= settr(0,0,0,0,0,"sb[0].at[sb[0].n] = 3",0,0,0);
	trans[1][894]	= settr(0,0,0,0,0,"sb[0].val[sb[0].n] = 0",0,0,0);
	trans[1][895]	= settr(0,0,0,0,0,"sb[0].n = (sb[0].n+1)",0,0,0);
	trans[1][900]	= settr(937,0,904,1,0,".(goto)", 0, 2, 0); /* m: 904 -> 0,925 */
	reached1[904] = 1;
	trans[1][898]	= settr(935,0,904,2,0,"else", 0, 2, 0);
	trans[1][903]	= settr(940,0,904,1,0,".(goto)", 0, 2, 0); /* m: 904 -> 0,925 */
	reached1[904] = 1;
	trans[1][901]	= settr(938,0,904,2,0,"else", 0, 2, 0);
	trans[1][904]	= settr(941,0,925,291,291,"x = 0", 0, 2, 0); /* m: 911 -> 0,925 */
	reached1[911] = 1;
	trans[1][908]	= settr(945,0,911,1,0,".(goto)", 0, 2, 0); /* m: 911 -> 0,925 */
	reached1[911] = 1;
	trans[1][906]	= settr(943,0,911,2,0,"else", 0, 2, 0);
	trans[1][911]	= settr(948,0,925,292,292,"x = 0", 0, 2, 0); /* m: 913 -> 0,925 */
	reached1[913] = 1;
	trans[1][913]	= settr(0,0,0,0,0,"r = 1",0,0,0);
	trans[1][916]	= settr(953,0,920,1,0,".(goto)", 0, 2, 0); /* m: 920 -> 0,925 */
	reached1[920] = 1;
	trans[1][914]	= settr(951,0,920,2,0,"else", 0, 2, 0);
	trans[1][919]	= settr(956,0,920,1,0,".(goto)", 0, 2, 0); /* m: 920 -> 0,925 */
	reached1[920] = 1;
	trans[1][917]	= settr(954,0,920,2,0,"else", 0, 2, 0);
	trans[1][920]	= settr(957,0,925,293,293,"x = 0", 0, 2, 0);
	T = trans[1][925] = settr(962,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(962,0,922,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(962,0,924,0,0,"IF", 0, 2, 0);
	trans[1][922]	= settr(959,0,1417,294,294,"((r!=0))", 0, 2, 0); /* m: 1390 -> 1417,0 */
	reached1[1390] = 1;
	trans[1][923]	= settr(960,0,1390,1,0,"goto :b25", 0, 2, 0); /* m: 1390 -> 0,1417 */
	reached1[1390] = 1;
	trans[1][926]	= settr(963,0,972,1,0,".(goto)", 0, 2, 0);
	trans[1][924]	= settr(961,0,972,2,0,"else", 0, 2, 0);
	T = trans[ 1][972] = settr(1009,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1009,0,961,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][961] = settr(998,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(998,2,949,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 1][949] = settr(986,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(986,0,948,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[1][948]	= settr(985,34,953,295,295,"D_STEP36", 1, 2, 0);
	T = trans[1][953] = settr(990,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(990,2,950,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(990,2,952,0,0,"IF", 1, 2, 0);
	trans[1][950]	= settr(987,2,959,296,296,"((mem[5]==1))", 1, 2, 0); /* m: 951 -> 959,0 */
	reached1[951] = 1;
	trans[1][951]	= settr(0,0,0,0,0,"asleep[0] = 1",0,0,0);
	trans[1][954]	= settr(991,2,959,1,0,".(goto)", 1, 2, 0);
	trans[1][952]	= settr(989,2,959,2,0,"else", 1, 2, 0);
	T = trans[1][959] = settr(996,2,0,0,0,"IF", 1, 2, 0);
	T = T->nxt	= settr(996,2,955,0,0,"IF", 1, 2, 0);
	    T->nxt	= settr(996,2,958,0,0,"IF", 1, 2, 0);
	trans[1][955]	= settr(992,4,970,297,297,"(((naps>0)&&asleep[0]))", 1, 2, 0); /* m: 956 -> 970,0 */
	reached1[956] = 1;
	trans[1][956]	= settr(0,0,0,0,0,"naps = (naps-1)",0,0,0);
	trans[1][957]	= settr(0,0,0,0,0,"timed = 1",0,0,0);
	trans[1][960]	= settr(997,0,970,298,298,".(goto)", 1, 2, 0);
	trans[1][958]	= settr(995,4,970,299,299,"(1)", 1, 2, 0); /* m: 960 -> 970,0 */
	reached1[960] = 1;
	T = trans[1][970] = settr(1007,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1007,0,964,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1007,0,969,0,0,"IF", 0, 2, 0);
	T = trans[ 1][964] = settr(1001,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(1001,2,962,0,0,"ATOMIC", 1, 2, 0);
	trans[1][962]	= settr(999,0,1381,300,300,"(!(asleep[0]))", 1, 2, 0); /* m: 963 -> 1381,0 */
	reached1[963] = 1;
	trans[1][963]	= settr(0,0,0,0,0,"timed = 0",0,0,0);
	trans[1][971]	= settr(1008,0,1381,1,0,".(goto)", 0, 2, 0);
	T = trans[ 1][969] = settr(1006,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(1006,2,965,0,0,"ATOMIC", 1, 2, 0);
	trans[1][965]	= settr(1002,0,1381,301,301,"((timed&&asleep[0]))", 1, 2, 0); /* m: 966 -> 1381,0 */
	reached1[966] = 1;
	trans[1][966]	= settr(0,0,0,0,0,"asleep[0] = 0",0,0,0);
	trans[1][967]	= settr(0,0,0,0,0,"timed = 0",0,0,0);
	trans[1][968]	= settr(0,0,0,0,0,"rc = 3",0,0,0);
	T = trans[ 1][1381] = settr(1418,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1418,0,973,0,0,"sub-sequence", 0, 2, 0);
	trans[1][973]	= settr(1010,0,1378,302,302,"r = 0", 0, 2, 0);
	T = trans[1][1378] = settr(1415,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1415,0,974,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1415,0,1377,0,0,"IF", 0, 2, 0);
	trans[1][974]	= settr(1011,0,1013,303,0,"((r==0))", 0, 2, 0);
	T = trans[1][1013] = settr(1050,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1050,0,975,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1050,0,1012,0,0,"IF", 0, 2, 0);
	trans[1][975]	= settr(1012,0,991,304,304,"(((pos-seen)>=1))", 0, 2, 0);
	T = trans[ 1][991] = settr(1028,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1028,0,990,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[1][990]	= settr(1027,32,1010,305,305,"D_STEP42", 1, 2, 0);
	T = trans[1][1010] = settr(1047,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1047,0,992,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1047,0,1009,0,0,"IF", 0, 2, 0);
	trans[1][992]	= settr(1029,0,1008,306,306,"(((pos-seen)>=1))", 0, 2, 0);
	T = trans[ 1][1008] = settr(1045,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1045,0,1007,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[1][1007]	= settr(1044,32,1375,307,307,"D_STEP42", 1, 2, 0);
	trans[1][1011]	= settr(1048,0,1375,1,0,".(goto)", 0, 2, 0);
	trans[1][1009]	= settr(1046,0,1375,2,0,"else", 0, 2, 0);
	trans[1][1014]	= settr(1051,0,1375,1,0,".(goto)", 0, 2, 0);
	trans[1][1012]	= settr(1049,0,1375,2,0,"else", 0, 2, 0);
	T = trans[1][1375] = settr(1412,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1412,0,1015,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1412,0,1374,0,0,"IF", 0, 2, 0);
	trans[1][1015]	= settr(1052,0,1022,308,308,"(((pos-seen)<1))", 0, 2, 0); /* m: 1016 -> 1022,0 */
	reached1[1016] = 1;
	trans[1][1016]	= settr(0,0,0,0,0,"pos = (pos+1)",0,0,0);
	T = trans[ 1][1022] = settr(1059,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1059,0,1021,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][1021] = settr(1058,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(1058,2,1017,0,0,"ATOMIC", 1, 2, 0);
	trans[1][1017]	= settr(1054,4,1372,309,309,"((sb[0].n<4))", 1, 2, 0); /* m: 1018 -> 1372,0 */
	reached1[1018] = 1;
	trans[1][1018]	= settr(0,0,0,0,0,"sb[0].at[sb[0].n] = 0",0,0,0);
	trans[1][1019]	= settr(0,0,0,0,0,"sb[0].val[sb[0].n] = pos",0,0,0);
	trans[1][1020]	= settr(0,0,0,0,0,"sb[0].n = (sb[0].n+1)",0,0,0);
	T = trans[ 1][1372] = settr(1409,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1409,0,1369,0,0,"sub-sequence", 0, 2, 0);
	T = trans[1][1369] = settr(1406,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1406,0,1023,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1406,0,1273,0,0,"IF", 0, 2, 0);
	trans[1][1023]	= settr(1060,0,1046,310,0,"((mode==0))", 0, 2, 0);
	T = trans[ 1][1046] = settr(1083,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1083,0,1045,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[1][1045]	= settr(1082,32,1062,311,311,"D_STEP36", 1, 2, 0);
	T = trans[ 1][1062] = settr(1099,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1099,0,1061,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[1][1061]	= settr(1098,32,1271,312,312,"D_STEP42", 1, 2, 0);
	T = trans[1][1271] = settr(1308,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1308,0,1063,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1308,0,1139,0,0,"IF", 0, 2, 0);
	trans[1][1063]	= settr(1100,0,1138,313,313,"(x)", 0, 2, 0);
	T = trans[ 1][1138] = settr(1175,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1175,0,1090,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][1090] = settr(1127,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1127,0,1089,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][1089] = settr(1126,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(1126,2,1086,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 1][1086] = settr(1123,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(1123,0,1085,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[1][1085]	= settr(1122,34,1087,314,314,"D_STEP36", 1, 2, 0);
	trans[1][1087]	= settr(1124,4,1119,315,315,"x = mem[6]", 1, 2, 0); /* m: 1088 -> 0,1119 */
	reached1[1088] = 1;
	trans[1][1088]	= settr(0,0,0,0,0,"mem[6] = 0",0,0,0);
	T = trans[1][1119] = settr(1156,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1156,0,1091,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1156,0,1118,0,0,"IF", 0, 2, 0);
	trans[1][1091]	= settr(1128,0,1117,316,0,"(x)", 0, 2, 0);
	T = trans[ 1][1117] = settr(1154,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1154,0,1116,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][1116] = settr(1153,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(1153,2,1114,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 1][1114] = settr(1151,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(1151,0,1113,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[1][1113]	= settr(1150,34,1115,317,317,"D_STEP36", 1, 2, 0);
	trans[1][1115]	= settr(1152,0,1135,318,318,"asleep[1] = 0", 1, 2, 0);
	trans[1][1120]	= settr(1157,0,1135,1,0,".(goto)", 0, 2, 0);
	trans[1][1118]	= settr(1155,0,1135,2,0,"else", 0, 2, 0);
	T = trans[1][1135] = settr(1172,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1172,0,1121,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1172,0,1134,0,0,"IF", 0, 2, 0);
	trans[1][1121]	= settr(1158,0,1132,319,319,"(x)", 0, 2, 0); /* m: 1122 -> 1132,0 */
	reached1[1122] = 1;
	trans[1][1122]	= settr(0,0,0,0,0,"streak = 0",0,0,0);
	T = trans[1][1132] = settr(1169,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1169,0,1123,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1169,0,1131,0,0,"IF", 0, 2, 0);
	trans[1][1123]	= settr(1160,0,1130,320,320,"((mode!=0))", 0, 2, 0); /* m: 1124 -> 1130,0 */
	reached1[1124] = 1;
	trans[1][1124]	= settr(0,0,0,0,0,"mode = 0",0,0,0);
	T = trans[ 1][1130] = settr(1167,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1167,0,1129,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][1129] = settr(1166,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(1166,2,1125,0,0,"ATOMIC", 1, 2, 0);
	trans[1][1125]	= settr(1162,0,1385,321,321,"((sb[0].n<4))", 1, 2, 0); /* m: 1126 -> 1385,0 */
	reached1[1126] = 1;
	trans[1][1126]	= settr(0,0,0,0,0,"sb[0].at[sb[0].n] = 3",0,0,0);
	trans[1][1127]	= settr(0,0,0,0,0,"sb[0].val[sb[0].n] = 0",0,0,0);
	trans[1][1128]	= settr(0,0,0,0,0,"sb[0].n = (sb[0].n+1)",0,0,0);
	trans[1][1133]	= settr(1170,0,1137,1,0,".(goto)", 0, 2, 0); /* m: 1137 -> 0,1385 */
	reached1[1137] = 1;
	trans[1][1131]	= settr(1168,0,1137,2,0,"else", 0, 2, 0);
	trans[1][1136]	= settr(1173,0,1137,1,0,".(goto)", 0, 2, 0); /* m: 1137 -> 0,1385 */
	reached1[1137] = 1;
	trans[1][1134]	= settr(1171,0,1137,2,0,"else", 0, 2, 0);
	trans[1][1137]	= settr(1174,0,1385,322,322,"x = 0", 0, 2, 0); /* m: 1371 -> 0,1385 */
	reached1[1371] = 1;
	trans[1][1272]	= settr(1309,0,1371,1,0,".(goto)", 0, 2, 0); /* m: 1371 -> 0,1385 */
	reached1[1371] = 1;
	trans[1][1139]	= settr(1176,0,1140,2,0,"else", 0, 2, 0);
	trans[1][1140]	= settr(1177,0,1269,323,323,"streak = (streak+1)", 0, 2, 0);
	T = trans[1][1269] = settr(1306,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1306,0,1141,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1306,0,1268,0,0,"IF", 0, 2, 0);
	trans[1][1141]	= settr(1178,0,1149,324,324,"((streak>=2))", 0, 2, 0); /* m: 1142 -> 1149,0 */
	reached1[1142] = 1;
	trans[1][1142]	= settr(0,0,0,0,0,"streak = 2",0,0,0);
	trans[1][1143]	= settr(0,0,0,0,0,"mode = 1",0,0,0);
	T = trans[ 1][1149] = settr(1186,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1186,0,1148,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][1148] = settr(1185,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(1185,2,1144,0,0,"ATOMIC", 1, 2, 0);
	trans[1][1144]	= settr(1181,4,1172,325,325,"((sb[0].n<4))", 1, 2, 0); /* m: 1145 -> 1172,0 */
	reached1[1145] = 1;
	trans[1][1145]	= settr(0,0,0,0,0,"sb[0].at[sb[0].n] = 3",0,0,0);
	trans[1][1146]	= settr(0,0,0,0,0,"sb[0].val[sb[0].n] = 1",0,0,0);
	trans[1][1147]	= settr(0,0,0,0,0,"sb[0].n = (sb[0].n+1)",0,0,0);
	T = trans[ 1][1172] = settr(1209,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1209,0,1171,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[1][1171]	= settr(1208,32,1188,326,326,"D_STEP36", 1, 2, 0);
	T = trans[ 1][1188] = settr(1225,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1225,0,1187,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[1][1187]	= settr(1224,32,1266,327,327,"D_STEP42", 1, 2, 0);
	T = trans[1][1266] = settr(1303,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1303,0,1189,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1303,0,1265,0,0,"IF", 0, 2, 0);
	trans[1][1189]	= settr(1226,0,1264,328,328,"(x)", 0, 2, 0);
	T = trans[ 1][1264] = settr(1301,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1301,0,1216,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][1216] = settr(1253,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1253,0,1215,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][1215] = settr(1252,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(1252,2,1212,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 1][1212] = settr(1249,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(1249,0,1211,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[1][1211]	= settr(1248,34,1213,329,329,"D_STEP36", 1, 2, 0);
	trans[1][1213]	= settr(1250,4,1245,330,330,"x = mem[6]", 1, 2, 0); /* m: 1214 -> 0,1245 */
	reached1[1214] = 1;
	trans[1][1214]	= settr(0,0,0,0,0,"mem[6] = 0",0,0,0);
	T = trans[1][1245] = settr(1282,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1282,0,1217,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1282,0,1244,0,0,"IF", 0, 2, 0);
	trans[1][1217]	= settr(1254,0,1243,331,0,"(x)", 0, 2, 0);
	T = trans[ 1][1243] = settr(1280,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1280,0,1242,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][1242] = settr(1279,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(1279,2,1240,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 1][1240] = settr(1277,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(1277,0,1239,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[1][1239]	= settr(1276,34,1241,332,332,"D_STEP36", 1, 2, 0);
	trans[1][1241]	= settr(1278,0,1261,333,333,"asleep[1] = 0", 1, 2, 0);
	trans[1][1246]	= settr(1283,0,1261,1,0,".(goto)", 0, 2, 0);
	trans[1][1244]	= settr(1281,0,1261,2,0,"else", 0, 2, 0);
	T = trans[1][1261] = settr(1298,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1298,0,1247,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1298,0,1260,0,0,"IF", 0, 2, 0);
	trans[1][1247]	= settr(1284,0,1258,334,334,"(x)", 0, 2, 0); /* m: 1248 -> 1258,0 */
	reached1[1248] = 1;
	trans[1][1248]	= settr(0,0,0,0,0,"streak = 0",0,0,0);
	T = trans[1][1258] = settr(1295,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1295,0,1249,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1295,0,1257,0,0,"IF", 0, 2, 0);
	trans[1][1249]	= settr(1286,0,1256,335,335,"((mode!=0))", 0, 2, 0); /* m: 1250 -> 1256,0 */
	reached1[1250] = 1;
	trans[1][1250]	= settr(0,0,0,0,0,"mode = 0",0,0,0);
	T = trans[ 1][1256] = settr(1293,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1293,0,1255,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][1255] = settr(1292,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(1292,2,1251,0,0,"ATOMIC", 1, 2, 0);
	trans[1][1251]	= settr(1288,0,1385,336,336,"((sb[0].n<4))", 1, 2, 0); /* m: 1252 -> 1385,0 */
	reached1[1252] = 1;
	trans[1][1252]	= settr(0,0,0,0,0,"sb[0].at[sb[0].n] = 3",0,0,0);
	trans[1][1253]	= settr(0,0,0,0,0,"sb[0].val[sb[0].n] = 0",0,0,0);
	trans[1][1254]	= settr(0,0,0,0,0,"sb[0].n = (sb[0].n+1)",0,0,0);
	trans[1][1259]	= settr(1296,0,1263,1,0,".(goto)", 0, 2, 0); /* m: 1263 -> 0,1385 */
	reached1[1263] = 1;
	trans[1][1257]	= settr(1294,0,1263,2,0,"else", 0, 2, 0);
	trans[1][1262]	= settr(1299,0,1263,1,0,".(goto)", 0, 2, 0); /* m: 1263 -> 0,1385 */
	reached1[1263] = 1;
	trans[1][1260]	= settr(1297,0,1263,2,0,"else", 0, 2, 0);
	trans[1][1263]	= settr(1300,0,1385,337,337,"x = 0", 0, 2, 0); /* m: 1371 -> 0,1385 */
	reached1[1371] = 1;
	trans[1][1267]	= settr(1304,0,1371,1,0,".(goto)", 0, 2, 0); /* m: 1371 -> 0,1385 */
	reached1[1371] = 1;
	trans[1][1265]	= settr(1302,0,1371,2,0,"else", 0, 2, 0);
	trans[1][1270]	= settr(1307,0,1371,1,0,".(goto)", 0, 2, 0); /* m: 1371 -> 0,1385 */
	reached1[1371] = 1;
	trans[1][1268]	= settr(1305,0,1371,2,0,"else", 0, 2, 0);
	trans[1][1370]	= settr(1407,0,1371,1,0,".(goto)", 0, 2, 0); /* m: 1371 -> 0,1385 */
	reached1[1371] = 1;
	trans[1][1273]	= settr(1310,0,1289,2,0,"else", 0, 2, 0);
	T = trans[ 1][1289] = settr(1326,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1326,0,1288,0,0,"sub-sequence", 0, 2, 0);
/*->*/	trans[1][1288]	= settr(1325,32,1367,338,338,"D_STEP42", 1, 2, 0);
	T = trans[1][1367] = settr(1404,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1404,0,1290,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1404,0,1366,0,0,"IF", 0, 2, 0);
	trans[1][1290]	= settr(1327,0,1365,339,339,"(x)", 0, 2, 0);
	T = trans[ 1][1365] = settr(1402,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1402,0,1317,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][1317] = settr(1354,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1354,0,1316,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][1316] = settr(1353,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(1353,2,1313,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 1][1313] = settr(1350,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(1350,0,1312,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[1][1312]	= settr(1349,34,1314,340,340,"D_STEP36", 1, 2, 0);
	trans[1][1314]	= settr(1351,4,1346,341,341,"x = mem[6]", 1, 2, 0); /* m: 1315 -> 0,1346 */
	reached1[1315] = 1;
	trans[1][1315]	= settr(0,0,0,0,0,"mem[6] = 0",0,0,0);
	T = trans[1][1346] = settr(1383,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1383,0,1318,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1383,0,1345,0,0,"IF", 0, 2, 0);
	trans[1][1318]	= settr(1355,0,1344,342,0,"(x)", 0, 2, 0);
	T = trans[ 1][1344] = settr(1381,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1381,0,1343,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][1343] = settr(1380,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(1380,2,1341,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 1][1341] = settr(1378,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(1378,0,1340,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[1][1340]	= settr(1377,34,1342,343,343,"D_STEP36", 1, 2, 0);
	trans[1][1342]	= settr(1379,0,1362,344,344,"asleep[1] = 0", 1, 2, 0);
	trans[1][1347]	= settr(1384,0,1362,1,0,".(goto)", 0, 2, 0);
	trans[1][1345]	= settr(1382,0,1362,2,0,"else", 0, 2, 0);
	T = trans[1][1362] = settr(1399,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1399,0,1348,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1399,0,1361,0,0,"IF", 0, 2, 0);
	trans[1][1348]	= settr(1385,0,1359,345,345,"(x)", 0, 2, 0); /* m: 1349 -> 1359,0 */
	reached1[1349] = 1;
	trans[1][1349]	= settr(0,0,0,0,0,"streak = 0",0,0,0);
	T = trans[1][1359] = settr(1396,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1396,0,1350,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1396,0,1358,0,0,"IF", 0, 2, 0);
	trans[1][1350]	= settr(1387,0,1357,346,346,"((mode!=0))", 0, 2, 0); /* m: 1351 -> 1357,0 */
	reached1[1351] = 1;
	trans[1][1351]	= settr(0,0,0,0,0,"mode = 0",0,0,0);
	T = trans[ 1][1357] = settr(1394,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1394,0,1356,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][1356] = settr(1393,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(1393,2,1352,0,0,"ATOMIC", 1, 2, 0);
	trans[1][1352]	= settr(1389,0,1385,347,347,"((sb[0].n<4))", 1, 2, 0); /* m: 1353 -> 1385,0 */
	reached1[1353] = 1;
	trans[1][1353]	= settr(0,0,0,0,0,"sb[0].at[sb[0].n] = 3",0,0,0);
	trans[1][1354]	= settr(0,0,0,0,0,"sb[0].val[sb[0].n] = 0",0,0,0);
	trans[1][1355]	= settr(0,0,0,0,0,"sb[0].n = (sb[0].n+1)",0,0,0);
	trans[1][1360]	= settr(1397,0,1364,1,0,".(goto)", 0, 2, 0); /* m: 1364 -> 0,1385 */
	reached1[1364] = 1;
	trans[1][1358]	= settr(1395,0,1364,2,0,"else", 0, 2, 0);
	trans[1][1363]	= settr(1400,0,1364,1,0,".(goto)", 0, 2, 0); /* m: 1364 -> 0,1385 */
	reached1[1364] = 1;
	trans[1][1361]	= settr(1398,0,1364,2,0,"else", 0, 2, 0);
	trans[1][1364]	= settr(1401,0,1385,348,348,"x = 0", 0, 2, 0); /* m: 1371 -> 0,1385 */
	reached1[1371] = 1;
	trans[1][1368]	= settr(1405,0,1371,1,0,".(goto)", 0, 2, 0); /* m: 1371 -> 0,1385 */
	reached1[1371] = 1;
	trans[1][1366]	= settr(1403,0,1371,2,0,"else", 0, 2, 0);
	trans[1][1371]	= settr(1408,0,1385,349,349,"x = 0", 0, 2, 0); /* m: 1373 -> 0,1385 */
	reached1[1373] = 1;
	trans[1][1373]	= settr(0,0,0,0,0,"r = 1",0,0,0);
	trans[1][1376]	= settr(1413,0,1380,1,0,".(goto)", 0, 2, 0); /* m: 1380 -> 0,1385 */
	reached1[1380] = 1;
	trans[1][1374]	= settr(1411,0,1380,2,0,"else", 0, 2, 0);
	trans[1][1379]	= settr(1416,0,1380,1,0,".(goto)", 0, 2, 0); /* m: 1380 -> 0,1385 */
	reached1[1380] = 1;
	trans[1][1377]	= settr(1414,0,1380,2,0,"else", 0, 2, 0);
	trans[1][1380]	= settr(1417,0,1385,350,350,"x = 0", 0, 2, 0);
	T = trans[1][1385] = settr(1422,0,0,0,0,"IF", 0, 2, 0);
	T = T->nxt	= settr(1422,0,1382,0,0,"IF", 0, 2, 0);
	    T->nxt	= settr(1422,0,1384,0,0,"IF", 0, 2, 0);
	trans[1][1382]	= settr(1419,0,1417,351,351,"(((r!=0)||(rc==3)))", 0, 2, 0); /* m: 1390 -> 1417,0 */
	reached1[1390] = 1;
	trans[1][1383]	= settr(1420,0,1390,1,0,"goto :b25", 0, 2, 0); /* m: 1390 -> 0,1417 */
	reached1[1390] = 1;
	trans[1][1386]	= settr(1423,0,1387,1,0,".(goto)", 0, 2, 0);
	trans[1][1384]	= settr(1421,0,1387,2,0,"else", 0, 2, 0);
	trans[1][1389]	= settr(1426,0,1390,1,0,"break", 0, 2, 0);
	trans[1][1390]	= settr(1427,0,1417,352,352,"rc = 0", 0, 2, 0);
	T = trans[ 1][1417] = settr(1454,0,0,0,0,"sub-sequence", 0, 2, 0);
	T->nxt	= settr(1454,0,1416,0,0,"sub-sequence", 0, 2, 0);
	T = trans[ 1][1416] = settr(1453,2,0,0,0,"ATOMIC", 1, 2, 0);
	T->nxt	= settr(1453,2,1413,0,0,"ATOMIC", 1, 2, 0);
	T = trans[ 1][1413] = settr(1450,0,0,0,0,"sub-sequence", 1, 2, 0);
	T->nxt	= settr(1450,0,1412,0,0,"sub-sequence", 1, 2, 0);
/*->*/	trans[1][1412]	= settr(1449,34,1414,353,353,"D_STEP36", 1, 2, 0);
	trans[1][1414]	= settr(1451,0,1422,354,354,"x = mem[5]", 1, 2, 0); /* m: 1415 -> 0,1422 */
	reached1[1415] = 1;
	trans[1][1415]	= settr(0,0,0,0,0,"mem[5] = 0",0,0,0);
	trans[1][1418]	= settr(0,0,0,0,0,"x = 0",0,0,0);
	trans[1][1421]	= settr(1458,0,1422,1,0,".(goto)", 0, 2, 0);
	trans[1][1419]	= settr(1456,0,1422,2,0,"else", 0, 2, 0);
	trans[1][1424]	= settr(1461,0,1425,1,0,"break", 0, 2, 0);
	trans[1][1425]	= settr(1462,0,1426,355,355,"ended[0] = 1", 1, 2, 0);
	trans[1][1426]	= settr(1463,0,0,356,356,"-end-", 0, 3500, 0);

	/* proctype 0: memory */

	trans[0] = (Trans **) emalloc(39*sizeof(Trans *));

	trans[0][36]	= settr(35,0,35,1,0,".(goto)", 0, 2, 0);
	T = trans[0][35] = settr(34,0,0,0,0,"DO", 0, 2, 0);
	T = T->nxt	= settr(34,0,17,0,0,"DO", 0, 2, 0);
	    T->nxt	= settr(34,0,34,0,0,"DO", 0, 2, 0);
/*->*/	trans[0][17]	= settr(16,32,35,357,357,"D_STEP70", 1, 2, 0);
/*->*/	trans[0][34]	= settr(33,32,35,358,358,"D_STEP72", 1, 2, 0);
	trans[0][37]	= settr(36,0,38,1,0,"break", 0, 2, 0);
	trans[0][38]	= settr(37,0,0,359,359,"-end-", 0, 3500, 0);
	/* np_ demon: */
	trans[_NP_] = (Trans **) emalloc(3*sizeof(Trans *));
	T = trans[_NP_][0] = settr(9997,0,1,_T5,0,"(np_)", 1,2,0);
	    T->nxt	  = settr(9998,0,0,_T2,0,"(1)",   0,2,0);
	T = trans[_NP_][1] = settr(9999,0,1,_T5,0,"(np_)", 1,2,0);
}

Trans *
settr(	int t_id, int a, int b, int c, int d,
	char *t, int g, int tpe0, int tpe1)
{	Trans *tmp = (Trans *) emalloc(sizeof(Trans));

	tmp->atom  = a&(6|32);	/* only (2|8|32) have meaning */
	if (!g) tmp->atom |= 8;	/* no global references */
	tmp->st    = b;
	tmp->tpe[0] = tpe0;
	tmp->tpe[1] = tpe1;
	tmp->tp    = t;
	tmp->t_id  = t_id;
	tmp->forw  = c;
	tmp->back  = d;
	return tmp;
}

Trans *
cpytr(Trans *a)
{	Trans *tmp = (Trans *) emalloc(sizeof(Trans));

	int i;
	tmp->atom  = a->atom;
	tmp->st    = a->st;
#ifdef HAS_UNLESS
	tmp->e_trans = a->e_trans;
	for (i = 0; i < HAS_UNLESS; i++)
		tmp->escp[i] = a->escp[i];
#endif
	tmp->tpe[0] = a->tpe[0];
	tmp->tpe[1] = a->tpe[1];
	for (i = 0; i < 6; i++)
	{	tmp->qu[i] = a->qu[i];
		tmp->ty[i] = a->ty[i];
	}
	tmp->tp    = (char *) emalloc(strlen(a->tp)+1);
	strcpy(tmp->tp, a->tp);
	tmp->t_id  = a->t_id;
	tmp->forw  = a->forw;
	tmp->back  = a->back;
	return tmp;
}

#ifndef NOREDUCE
int
srinc_set(int n)
{	if (n <= 2) return LOCAL;
	if (n <= 2+  DELTA) return Q_FULL_F; /* 's' or nfull  */
	if (n <= 2+2*DELTA) return Q_EMPT_F; /* 'r' or nempty */
	if (n <= 2+3*DELTA) return Q_EMPT_T; /* empty */
	if (n <= 2+4*DELTA) return Q_FULL_T; /* full  */
	if (n ==   5*DELTA) return GLOBAL;
	if (n ==   6*DELTA) return TIMEOUT_F;
	if (n ==   7*DELTA) return ALPHA_F;
	Uerror("cannot happen srinc_class");
	return BAD;
}
int
srunc(int n, int m)
{	switch(m) {
	case Q_FULL_F: return n-2;
	case Q_EMPT_F: return n-2-DELTA;
	case Q_EMPT_T: return n-2-2*DELTA;
	case Q_FULL_T: return n-2-3*DELTA;
	case ALPHA_F:
	case TIMEOUT_F: return 257; /* non-zero, and > MAXQ */
	}
	Uerror("cannot happen srunc");
	return 0;
}
#endif
int cnt;
#ifdef HAS_UNLESS
int
isthere(Trans *a, int b)
{	Trans *t;
	for (t = a; t; t = t->nxt)
		if (t->t_id == b)
			return 1;
	return 0;
}
#endif
#ifndef NOREDUCE
int
mark_safety(Trans *t) /* for conditional safety */
{	int g = 0, i, j, k;

	if (!t) return 0;
	if (t->qu[0])
		return (t->qu[1])?2:1;	/* marked */

	for (i = 0; i < 2; i++)
	{	j = srinc_set(t->tpe[i]);
		if (j >= GLOBAL && j != ALPHA_F)
			return -1;
		if (j != LOCAL)
		{	k = srunc(t->tpe[i], j);
			if (g == 0
			||  t->qu[0] != k
			||  t->ty[0] != j)
			{	t->qu[g] = k;
				t->ty[g] = j;
				g++;
	}	}	}
	return g;
}
#endif
void
retrans(int n, int m, int is, short srcln[], uchar reach[], uchar lpstate[])
	/* process n, with m states, is=initial state */
{	Trans *T0, *T1, *T2, *T3;
	Trans *T4, *T5; /* t_reverse or has_unless */
	int i;
#if defined(HAS_UNLESS) || !defined(NOREDUCE)
	int k;
#endif
#ifndef NOREDUCE
	int g, h, j, aa;
#endif
#ifdef HAS_UNLESS
	int p;
#endif
	if (state_tables >= 4)
	{	printf("STEP 1 %s\n", 
			procname[n]);
		for (i = 1; i < m; i++)
		for (T0 = trans[n][i]; T0; T0 = T0->nxt)
			crack(n, i, T0, srcln);
		return;
	}
	do {
		for (i = 1, cnt = 0; i < m; i++)
		{	T2 = trans[n][i];
			T1 = T2?T2->nxt:(Trans *)0;
/* prescan: */		for (T0 = T1; T0; T0 = T0->nxt)
/* choice in choice */	{	if (T0->st && trans[n][T0->st]
				&&  trans[n][T0->st]->nxt)
					break;
			}
#if 0
		if (T0)
		printf("\tstate %d / %d: choice in choice\n",
		i, T0->st);
#endif
			if (T0)
			for (T0 = T1; T0; T0 = T0->nxt)
			{	T3 = trans[n][T0->st];
				if (!T3->nxt)
				{	T2->nxt = cpytr(T0);
					T2 = T2->nxt;
					imed(T2, T0->st, n, i);
					continue;
				}
				do {	T3 = T3->nxt;
					T2->nxt = cpytr(T3);
					T2 = T2->nxt;
					imed(T2, T0->st, n, i);
				} while (T3->nxt);
				cnt++;
			}
		}
	} while (cnt);
	if (state_tables >= 3)
	{	printf("STEP 2 %s\n", 
			procname[n]);
		for (i = 1; i < m; i++)
		for (T0 = trans[n][i]; T0; T0 = T0->nxt)
			crack(n, i, T0, srcln);
		return;
	}
	for (i = 1; i < m; i++)
	{	if (trans[n][i] && trans[n][i]->nxt) /* optimize */
		{	T1 = trans[n][i]->nxt;
#if 0
			printf("\t\tpull %d (%d) to %d\n",
			T1->st, T1->forw, i);
#endif
			srcln[i] = srcln[T1->st];	/* Oyvind Teig, 5.2.0 */

			if (!trans[n][T1->st]) continue;
			T0 = cpytr(trans[n][T1->st]);
			trans[n][i] = T0;
			reach[T1->st] = 1;
			imed(T0, T1->st, n, i);
			for (T1 = T1->nxt; T1; T1 = T1->nxt)
			{
#if 0
			printf("\t\tpull %d (%d) to %d\n",
				T1->st, T1->forw, i);
#endif
		/*		srcln[i] = srcln[T1->st];  gh: not useful */
				if (!trans[n][T1->st]) continue;
				T0->nxt = cpytr(trans[n][T1->st]);
				T0 = T0->nxt;
				reach[T1->st] = 1;
				imed(T0, T1->st, n, i);
	}	}	}
	if (state_tables >= 2)
	{	printf("STEP 3 %s\n", 
			procname[n]);
		for (i = 1; i < m; i++)
		for (T0 = trans[n][i]; T0; T0 = T0->nxt)
			crack(n, i, T0, srcln);
		return;
	}
#ifdef HAS_UNLESS
	for (i = 1; i < m; i++)
	{	if (!trans[n][i]) continue;
		/* check for each state i if an
		 * escape to some state p is defined
		 * if so, copy and mark p's transitions
		 * and prepend them to the transition-
		 * list of state i
		 */
	 if (!like_java) /* the default */
	 {	for (T0 = trans[n][i]; T0; T0 = T0->nxt)
		for (k = HAS_UNLESS-1; k >= 0; k--)
		{	if (p = T0->escp[k])
			for (T1 = trans[n][p]; T1; T1 = T1->nxt)
			{	if (isthere(trans[n][i], T1->t_id))
					continue;
				T2 = cpytr(T1);
				T2->e_trans = p;
				T2->nxt = trans[n][i];
				trans[n][i] = T2;
		}	}
	 } else /* outermost unless checked first */
	 {	T4 = T3 = (Trans *) 0;
		for (T0 = trans[n][i]; T0; T0 = T0->nxt)
		for (k = HAS_UNLESS-1; k >= 0; k--)
		{	if (p = T0->escp[k])
			for (T1 = trans[n][p]; T1; T1 = T1->nxt)
			{	if (isthere(trans[n][i], T1->t_id))
					continue;
				T2 = cpytr(T1);
				T2->nxt = (Trans *) 0;
				T2->e_trans = p;
				if (T3)	T3->nxt = T2;
				else	T4 = T2;
				T3 = T2;
		}	}
		if (T4)
		{	T3->nxt = trans[n][i];
			trans[n][i] = T4;
		}
	 }
	}
#endif
#ifndef NOREDUCE
	for (i = 1; i < m; i++)
	{	if (a_cycles)
		{ /* moves through these states are visible */
	#if PROG_LAB>0 && defined(HAS_NP)
			if (progstate[n][i])
				goto degrade;
			for (T1 = trans[n][i]; T1; T1 = T1->nxt)
				if (progstate[n][T1->st])
					goto degrade;
	#endif
			if (accpstate[n][i] || visstate[n][i])
				goto degrade;
			for (T1 = trans[n][i]; T1; T1 = T1->nxt)
				if (accpstate[n][T1->st])
					goto degrade;
		}
		T1 = trans[n][i];
		if (!T1) continue;
		g = mark_safety(T1);	/* V3.3.1 */
		if (g < 0) goto degrade; /* global */
		/* check if mixing of guards preserves reduction */
		if (T1->nxt)
		{	k = 0;
			for (T0 = T1; T0; T0 = T0->nxt)
			{	if (!(T0->atom&8))
					goto degrade;
				for (aa = 0; aa < 2; aa++)
				{	j = srinc_set(T0->tpe[aa]);
					if (j >= GLOBAL && j != ALPHA_F)
						goto degrade;
					if (T0->tpe[aa]
					&&  T0->tpe[aa]
					!=  T1->tpe[0])
						k = 1;
			}	}
			/* g = 0;	V3.3.1 */
			if (k)	/* non-uniform selection */
			for (T0 = T1; T0; T0 = T0->nxt)
			for (aa = 0; aa < 2; aa++)
			{	j = srinc_set(T0->tpe[aa]);
				if (j != LOCAL)
				{	k = srunc(T0->tpe[aa], j);
					for (h = 0; h < 6; h++)
						if (T1->qu[h] == k
						&&  T1->ty[h] == j)
							break;
					if (h >= 6)
					{	T1->qu[g%6] = k;
						T1->ty[g%6] = j;
						g++;
			}	}	}
			if (g > 6)
			{	T1->qu[0] = 0;	/* turn it off */
				printf("pan: warning, line %d, ",
					srcln[i]);
			 	printf("too many stmnt types (%d)",
					g);
			  	printf(" in selection\n");
			  goto degrade;
			}
		}
		/* mark all options global if >=1 is global */
		for (T1 = trans[n][i]; T1; T1 = T1->nxt)
			if (!(T1->atom&8)) break;
		if (T1)
degrade:	for (T1 = trans[n][i]; T1; T1 = T1->nxt)
			T1->atom &= ~8;	/* mark as unsafe */
		/* can only mix 'r's or 's's if on same chan */
		/* and not mixed with other local operations */
		T1 = trans[n][i];
		if (!T1 || T1->qu[0]) continue;
		j = T1->tpe[0];
		if (T1->nxt && T1->atom&8)
		{ if (j == 5*DELTA)
		  {	printf("warning: line %d ", srcln[i]);
			printf("mixed condition ");
			printf("(defeats reduction)\n");
			goto degrade;
		  }
		  for (T0 = T1; T0; T0 = T0->nxt)
		  for (aa = 0; aa < 2; aa++)
		  if  (T0->tpe[aa] && T0->tpe[aa] != j)
		  {	printf("warning: line %d ", srcln[i]);
			printf("[%d-%d] mixed %stion ",
				T0->tpe[aa], j, 
				(j==5*DELTA)?"condi":"selec");
			printf("(defeats reduction)\n");
			printf("	'%s' <-> '%s'\n",
				T1->tp, T0->tp);
			goto degrade;
		} }
	}
#endif
	for (i = 1; i < m; i++)
	{	T2 = trans[n][i];
		if (!T2
		||  T2->nxt
		||  strncmp(T2->tp, ".(goto)", 7)
		||  !stopstate[n][i])
			continue;
		stopstate[n][T2->st] = 1;
	}
	if (state_tables && !verbose)
	{	if (dodot)
		{	char buf[256], *q = buf, *p = procname[n];
			while (*p != '\0')
			{	if (*p != ':')
				{	*q++ = *p;
				}
				p++;
			}
			*q = '\0';
			printf("digraph ");
			switch (Btypes[n]) {
			case I_PROC:  printf("init {\n"); break;
			case N_CLAIM: printf("claim_%s {\n", buf); break;
			case E_TRACE: printf("notrace {\n"); break;
			case N_TRACE: printf("trace {\n"); break;
			default:      printf("p_%s {\n", buf); break;
			}
			printf("size=\"8,10\";\n");
			printf("  GT [shape=box,style=dotted,label=\"%s\"];\n", buf);
			printf("  GT -> S%d;\n", is);
		} else
		{	switch (Btypes[n]) {
			case I_PROC:  printf("init\n"); break;
			case N_CLAIM: printf("claim %s\n", procname[n]); break;
			case E_TRACE: printf("notrace assertion\n"); break;
			case N_TRACE: printf("trace assertion\n"); break;
			default:      printf("proctype %s\n", procname[n]); break;
		}	}
		for (i = 1; i < m; i++)
		{	reach[i] = 1;
		}
		tagtable(n, m, is, srcln, reach);
		if (dodot) printf("}\n");
	} else
	for (i = 1; i < m; i++)
	{	int nrelse;
		if (Btypes[n] != N_CLAIM)
		{	for (T0 = trans[n][i]; T0; T0 = T0->nxt)
			{	if (T0->st == i
				&& strcmp(T0->tp, "(1)") == 0)
				{	printf("error: proctype '%s' ",
						procname[n]);
		  			printf("line %d, state %d: has un",
						srcln[i], i);
					printf("conditional self-loop\n");
					pan_exit(1);
		}	}	}
		nrelse = 0;
		for (T0 = trans[n][i]; T0; T0 = T0->nxt)
		{	if (strcmp(T0->tp, "else") == 0)
				nrelse++;
		}
		if (nrelse > 1)
		{	printf("error: proctype '%s' state",
				procname[n]);
		  	printf(" %d, inherits %d", i, nrelse);
		  	printf(" 'else' stmnts\n");
			pan_exit(1);
	}	}
#if !defined(LOOPSTATE) && !defined(BFS_PAR)
	if (state_tables)
#endif
	do_dfs(n, m, is, srcln, reach, lpstate);

	if (!t_reverse)
	{	return;
	}
	/* process n, with m states, is=initial state -- reverse list */
	if (!state_tables && Btypes[n] != N_CLAIM)
	{	for (i = 1; i < m; i++)
		{	Trans *Tx = (Trans *) 0; /* list of escapes */
			Trans *Ty = (Trans *) 0; /* its tail element */
			T1 = (Trans *) 0; /* reversed list */
			T2 = (Trans *) 0; /* its tail */
			T3 = (Trans *) 0; /* remembers possible 'else' */

			/* find unless-escapes, they should go first */
			T4 = T5 = T0 = trans[n][i];
	#ifdef HAS_UNLESS
			while (T4 && T4->e_trans) /* escapes are first in orig list */
			{	T5 = T4;	  /* remember predecessor */
				T4 = T4->nxt;
			}
	#endif
			/* T4 points to first non-escape, T5 to its parent, T0 to original list */
			if (T4 != T0)		 /* there was at least one escape */
			{	T3 = T5->nxt;		 /* start of non-escapes */
				T5->nxt = (Trans *) 0;	 /* separate */
				Tx = T0;		 /* start of the escapes */
				Ty = T5;		 /* its tail */
				T0 = T3;		 /* the rest, to be reversed */
			}
			/* T0 points to first non-escape, Tx to the list of escapes, Ty to its tail */

			/* first tail-add non-escape transitions, reversed */
			T3 = (Trans *) 0;
			for (T5 = T0; T5; T5 = T4)
			{	T4 = T5->nxt;
	#ifdef HAS_UNLESS
				if (T5->e_trans)
				{	printf("error: cannot happen!\n");
					continue;
				}
	#endif
				if (strcmp(T5->tp, "else") == 0)
				{	T3 = T5;
					T5->nxt = (Trans *) 0;
				} else
				{	T5->nxt = T1;
					if (!T1) { T2 = T5; }
					T1 = T5;
			}	}
			/* T3 points to a possible else, which is removed from the list */
			/* T1 points to the reversed list so far (without escapes) */
			/* T2 points to the tail element -- where the else should go */
			if (T2 && T3)
			{	T2->nxt = T3;	/* add else */
			} else
			{	if (T3) /* there was an else, but there's no tail */
				{	if (!T1)	/* and no reversed list */
					{	T1 = T3; /* odd, but possible */
					} else		/* even stranger */
					{	T1->nxt = T3;
			}	}	}

			/* add in the escapes, to that they appear at the front */
			if (Tx && Ty) { Ty->nxt = T1; T1 = Tx; }

			trans[n][i] = T1;
			/* reversed, with escapes first and else last */
	}	}
	if (state_tables && verbose)
	{	printf("FINAL proctype %s\n", 
			procname[n]);
		for (i = 1; i < m; i++)
		for (T0 = trans[n][i]; T0; T0 = T0->nxt)
			crack(n, i, T0, srcln);
	}
}
void
imed(Trans *T, int v, int n, int j)	/* set intermediate state */
{	progstate[n][T->st] |= progstate[n][v];
	accpstate[n][T->st] |= accpstate[n][v];
	stopstate[n][T->st] |= stopstate[n][v];
	mapstate[n][j] = T->st;
}
void
tagtable(int n, int m, int is, short srcln[], uchar reach[])
{	Trans *z;

	if (is >= m || !trans[n][is]
	||  is <= 0 || reach[is] == 0)
		return;
	reach[is] = 0;
	if (state_tables)
	for (z = trans[n][is]; z; z = z->nxt)
	{	if (dodot)
			dot_crack(n, is, z);
		else
			crack(n, is, z, srcln);
	}

	for (z = trans[n][is]; z; z = z->nxt)
	{
#ifdef HAS_UNLESS
		int i, j;
#endif
		tagtable(n, m, z->st, srcln, reach);
#ifdef HAS_UNLESS
		for (i = 0; i < HAS_UNLESS; i++)
		{	j = trans[n][is]->escp[i];
			if (!j) break;
			tagtable(n, m, j, srcln, reach);
		}
#endif
	}
}

extern Trans *t_id_lkup[];

void
dfs_table(int n, int m, int is, short srcln[], uchar reach[], uchar lpstate[])
{	Trans *z;

	if (is >= m || is <= 0 || !trans[n][is])
		return;
	if ((reach[is] & (4|8|16)) != 0)
	{	if ((reach[is] & (8|16)) == 16)	/* on stack, not yet recorded */
		{	lpstate[is] = 1;
			reach[is] |= 8; /* recorded */
			if (state_tables && verbose)
			{	printf("state %d line %d is a loopstate\n", is, srcln[is]);
		}	}
		return;
	}
	reach[is] |= (4|16);	/* visited | onstack */
	for (z = trans[n][is]; z; z = z->nxt)
	{	t_id_lkup[z->t_id] = z;
#ifdef HAS_UNLESS
		int i, j;
#endif
		dfs_table(n, m, z->st, srcln, reach, lpstate);
#ifdef HAS_UNLESS
		for (i = 0; i < HAS_UNLESS; i++)
		{	j = trans[n][is]->escp[i];
			if (!j) break;
			dfs_table(n, m, j, srcln, reach, lpstate);
		}
#endif
	}
	reach[is] &= ~16; /* no longer on stack */
}
void
do_dfs(int n, int m, int is, short srcln[], uchar reach[], uchar lpstate[])
{	int i;
	dfs_table(n, m, is, srcln, reach, lpstate);
	for (i = 0; i < m; i++)
		reach[i] &= ~(4|8|16);
}
void
crack(int n, int j, Trans *z, short srcln[])
{	int i;

	if (!z) return;
	printf("	state %3d -(tr %3d)-> state %3d  ",
		j, z->forw, z->st);
	printf("[id %3d tp %3d", z->t_id, z->tpe[0]);
	if (z->tpe[1]) printf(",%d", z->tpe[1]);
#ifdef HAS_UNLESS
	if (z->e_trans)
		printf(" org %3d", z->e_trans);
	else if (state_tables >= 2)
	for (i = 0; i < HAS_UNLESS; i++)
	{	if (!z->escp[i]) break;
		printf(" esc %d", z->escp[i]);
	}
#endif
	printf("]");
	printf(" [%s%s%s%s%s] %s:%d => ",
		z->atom&6?"A":z->atom&32?"D":"-",
		accpstate[n][j]?"a" :"-",
		stopstate[n][j]?"e" : "-",
		progstate[n][j]?"p" : "-",
		z->atom & 8 ?"L":"G",
		PanSource, srcln[j]);
	for (i = 0; z->tp[i]; i++)
		if (z->tp[i] == '\n')
			printf("\\n");
		else
			putchar(z->tp[i]);
	if (verbose && z->qu[0])
	{	printf("\t[");
		for (i = 0; i < 6; i++)
			if (z->qu[i])
				printf("(%d,%d)",
				z->qu[i], z->ty[i]);
		printf("]");
	}
	printf("\n");
	fflush(stdout);
}
/* spin -a m.pml; cc -o pan pan.c; ./pan -D | dot -Tps > foo.ps; ps2pdf foo.ps */
void
dot_crack(int n, int j, Trans *z)
{	int i;

	if (!z) return;
	printf("	S%d -> S%d  [color=black", j, z->st);

	if (z->atom&6) printf(",style=dashed");
	else if (z->atom&32) printf(",style=dotted");
	else if (z->atom&8) printf(",style=solid");
	else printf(",style=bold");

	printf(",label=\"");
	for (i = 0; z->tp[i]; i++)
	{	if (z->tp[i] == '\\'
		&&  z->tp[i+1] == 'n')
		{	i++; printf(" ");
		} else
		{	putchar(z->tp[i]);
	}	}
	printf("\"];\n");
	if (accpstate[n][j]) printf("  S%d [color=red,style=bold];\n", j);
	else if (progstate[n][j]) printf("  S%d [color=green,style=bold];\n", j);
	if (stopstate[n][j]) printf("  S%d [color=blue,style=bold,shape=box];\n", j);
}

#ifdef VAR_RANGES
#define BYTESIZE	32	/* 2^8 : 2^3 = 256:8 = 32 */

typedef struct Vr_Ptr {
	char	*nm;
	uchar	vals[BYTESIZE];
	struct Vr_Ptr *nxt;
} Vr_Ptr;
Vr_Ptr *ranges = (Vr_Ptr *) 0;

void
logval(char *s, int v)
{	Vr_Ptr *tmp;

	if (v<0 || v > 255) return;
	for (tmp = ranges; tmp; tmp = tmp->nxt)
		if (!strcmp(tmp->nm, s))
			goto found;
	tmp = (Vr_Ptr *) emalloc(sizeof(Vr_Ptr));
	tmp->nxt = ranges;
	ranges = tmp;
	tmp->nm = s;
found:
	tmp->vals[(v)/8] |= 1<<((v)%8);
}

void
dumpval(uchar X[], int range)
{	int w, x, i, j = -1;

	for (w = i = 0; w < range; w++)
	for (x = 0; x < 8; x++, i++)
	{
from:		if ((X[w] & (1<<x)))
		{	printf("%d", i);
			j = i;
			goto upto;
	}	}
	return;
	for (w = 0; w < range; w++)
	for (x = 0; x < 8; x++, i++)
	{
upto:		if (!(X[w] & (1<<x)))
		{	if (i-1 == j)
				printf(", ");
			else
				printf("-%d, ", i-1);
			goto from;
	}	}
	if (j >= 0 && j != 255)
		printf("-255");
}

void
dumpranges(void)
{	Vr_Ptr *tmp;
	printf("\nValues assigned within ");
	printf("interval [0..255]:\n");
	for (tmp = ranges; tmp; tmp = tmp->nxt)
	{	printf("\t%s\t: ", tmp->nm);
		dumpval(tmp->vals, BYTESIZE);
		printf("\n");
	}
}
#endif
