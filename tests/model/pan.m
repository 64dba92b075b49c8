#define rand	pan_rand
#define pthread_equal(a,b)	((a)==(b))
#if defined(HAS_CODE) && defined(VERBOSE)
	#ifdef BFS_PAR
		bfs_printf("Pr: %d Tr: %d\n", II, t->forw);
	#else
		cpu_printf("Pr: %d Tr: %d\n", II, t->forw);
	#endif
#endif
	switch (t->forw) {
	default: Uerror("bad forward move");
	case 0:	/* if without executable clauses */
		continue;
	case 1: /* generic 'goto' or 'skip' */
		IfNotBlocked
		_m = 3; goto P999;
	case 2: /* generic 'else' */
		IfNotBlocked
		if (trpt->o_pm&1) continue;
		_m = 3; goto P999;

		 /* PROC :init: */
	case 3: // STATE 1 - wait_one.pml:26 - [(run sender())] (0:0:0 - 1)
		IfNotBlocked
		reached[3][1] = 1;
		if (!(addproc(II, 1, 1)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 4: // STATE 2 - wait_one.pml:26 - [(run receiver())] (0:0:0 - 1)
		IfNotBlocked
		reached[3][2] = 1;
		if (!(addproc(II, 1, 2)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 5: // STATE 4 - wait_one.pml:27 - [((ended[0]&&ended[1]))] (0:0:0 - 1)
		IfNotBlocked
		reached[3][4] = 1;
		if (!((((int)now.ended[0])&&((int)now.ended[1]))))
			continue;
		_m = 3; goto P999; /* 0 */
	case 6: // STATE 5 - wait_one.pml:28 - [assert((got==3))] (0:0:0 - 1)
		IfNotBlocked
		reached[3][5] = 1;
		spin_assert((((int)now.got)==3), "(got==3)", II, tt, t);
		_m = 3; goto P999; /* 0 */
	case 7: // STATE 6 - wait_one.pml:29 - [-end-] (0:0:0 - 1)
		IfNotBlocked
		reached[3][6] = 1;
		if (!delproc(1, II)) continue;
		_m = 3; goto P999; /* 0 */

		 /* PROC receiver */
	case 8: // STATE 1 - spsc.h:247 - [((got==3))] (0:0:0 - 1)
		IfNotBlocked
		reached[2][1] = 1;
		if (!((((int)now.got)==3)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 9: // STATE 3 - spsc.h:248 - [((got!=3))] (0:0:0 - 1)
		IfNotBlocked
		reached[2][3] = 1;
		if (!((((int)now.got)!=3)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 10: // STATE 4 - spsc.h:133 - [r = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[2][4] = 1;
		(trpt+1)->bup.oval = ((int)((P2 *)_this)->r);
		((P2 *)_this)->r = 0;
#ifdef VAR_RANGES
		logval("receiver:r", ((int)((P2 *)_this)->r));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 11: // STATE 5 - spsc.h:134 - [((seen==got))] (0:0:1 - 1)
		IfNotBlocked
		reached[2][5] = 1;
		if (!((((int)((P2 *)_this)->seen)==((int)now.got))))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: seen */  (trpt+1)->bup.oval = ((P2 *)_this)->seen;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->seen = 0;
		_m = 3; goto P999; /* 0 */
	case 12: // STATE 20 - tso.h:42 - [D_STEP42]
		IfNotBlocked

		reached[2][20] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1469_0: /* 2 */
		((P2 *)_this)->x = ((int)now.mem[2]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
S_1470_0: /* 2 */
		tso_i = 0;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_1481_0: /* 2 */
S_1480_0: /* 2 */
S_1471_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_1480_1;
S_1475_0: /* 2 */
S_1472_0: /* 2 */
		if (!((((int)now.sb[1].at[ Index(((int)tso_i), 4) ])==2)))
			goto S_1475_1;
S_1473_0: /* 2 */
		((P2 *)_this)->x = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		goto S_1476_0;
S_1475_1: /* 3 */
S_1474_0: /* 2 */
		/* else */;
		goto S_1476_0;
S_1475_2: /* 3 */
		Uerror("blocking sel in d_step (nr.0, near line 46)");
S_1476_0: /* 2 */
S_1477_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_1481_0; /* ';' */
S_1480_1: /* 3 */
S_1478_0: /* 2 */
		/* else */;
S_1479_0: /* 2 */
		goto S_1482_0;	/* 'goto' */
S_1480_2: /* 3 */
		Uerror("blocking sel in d_step (nr.1, near line 45)");
S_1482_0: /* 2 */
		goto S_1493_0;	/* 'break' */
S_1493_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 13: // STATE 22 - spsc.h:128 - [((x!=got))] (0:0:1 - 1)
		IfNotBlocked
		reached[2][22] = 1;
		if (!((((int)((P2 *)_this)->x)!=((int)now.got))))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.oval = ((P2 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->x = 0;
		_m = 3; goto P999; /* 0 */
	case 14: // STATE 23 - tso.h:39 - [((sb[1].n<4))] (47:0:3 - 1)
		IfNotBlocked
		reached[2][23] = 1;
		if (!((((int)now.sb[1].n)<4)))
			continue;
		/* merge: sb[1].at[sb[1].n] = 2(47, 24, 47) */
		reached[2][24] = 1;
		(trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 2;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].val[sb[1].n] = got(47, 25, 47) */
		reached[2][25] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = ((int)now.got);
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].n = (sb[1].n+1)(47, 26, 47) */
		reached[2][26] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[1].n);
		now.sb[1].n = (((int)now.sb[1].n)+1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
		/* merge: .(goto)(0, 31, 47) */
		reached[2][31] = 1;
		;
		_m = 3; goto P999; /* 4 */
	case 15: // STATE 46 - tso.h:42 - [D_STEP42]
		IfNotBlocked

		reached[2][46] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1495_0: /* 2 */
		((P2 *)_this)->seen = ((int)now.mem[0]);
#ifdef VAR_RANGES
		logval("receiver:seen", ((int)((P2 *)_this)->seen));
#endif
		;
S_1496_0: /* 2 */
		tso_i = 0;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_1507_0: /* 2 */
S_1506_0: /* 2 */
S_1497_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_1506_1;
S_1501_0: /* 2 */
S_1498_0: /* 2 */
		if (!((((int)now.sb[1].at[ Index(((int)tso_i), 4) ])==0)))
			goto S_1501_1;
S_1499_0: /* 2 */
		((P2 *)_this)->seen = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("receiver:seen", ((int)((P2 *)_this)->seen));
#endif
		;
		goto S_1502_0;
S_1501_1: /* 3 */
S_1500_0: /* 2 */
		/* else */;
		goto S_1502_0;
S_1501_2: /* 3 */
		Uerror("blocking sel in d_step (nr.2, near line 46)");
S_1502_0: /* 2 */
S_1503_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_1507_0; /* ';' */
S_1506_1: /* 3 */
S_1504_0: /* 2 */
		/* else */;
S_1505_0: /* 2 */
		goto S_1508_0;	/* 'goto' */
S_1506_2: /* 3 */
		Uerror("blocking sel in d_step (nr.3, near line 45)");
S_1508_0: /* 2 */
		goto S_1511_0;	/* 'break' */
S_1511_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 16: // STATE 48 - spsc.h:130 - [x = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[2][48] = 1;
		(trpt+1)->bup.oval = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 17: // STATE 53 - spsc.h:136 - [(((r==0)&&(seen!=got)))] (0:0:1 - 1)
		IfNotBlocked
		reached[2][53] = 1;
		if (!(((((int)((P2 *)_this)->r)==0)&&(((int)((P2 *)_this)->seen)!=((int)now.got)))))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: r */  (trpt+1)->bup.oval = ((P2 *)_this)->r;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->r = 0;
		_m = 3; goto P999; /* 0 */
	case 18: // STATE 54 - spsc.h:137 - [got = (got+1)] (0:0:1 - 1)
		IfNotBlocked
		reached[2][54] = 1;
		(trpt+1)->bup.oval = ((int)now.got);
		now.got = (((int)now.got)+1);
#ifdef VAR_RANGES
		logval("got", ((int)now.got));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 19: // STATE 55 - tso.h:39 - [((sb[1].n<4))] (410:0:3 - 1)
		IfNotBlocked
		reached[2][55] = 1;
		if (!((((int)now.sb[1].n)<4)))
			continue;
		/* merge: sb[1].at[sb[1].n] = 1(410, 56, 410) */
		reached[2][56] = 1;
		(trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 1;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].val[sb[1].n] = got(410, 57, 410) */
		reached[2][57] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = ((int)now.got);
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].n = (sb[1].n+1)(410, 58, 410) */
		reached[2][58] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[1].n);
		now.sb[1].n = (((int)now.sb[1].n)+1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
		_m = 3; goto P999; /* 3 */
	case 20: // STATE 61 - spsc.h:61 - [((mode==0))] (0:0:0 - 1)
		IfNotBlocked
		reached[2][61] = 1;
		if (!((((int)((P2 *)_this)->mode)==0)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 21: // STATE 83 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[1].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][83] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1544_0: /* 2 */
S_1543_0: /* 2 */
S_1525_0: /* 2 */
		if (!((((int)now.sb[1].n)>0)))
			goto S_1543_1;
S_1540_0: /* 2 */
S_1526_0: /* 2 */
		now.mem[ Index(now.sb[1].at[0], 8) ] = ((int)now.sb[1].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[1].at[0]]", ((int)now.mem[ Index(((int)now.sb[1].at[0]), 8) ]));
#endif
		;
S_1527_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_1535_0: /* 2 */
S_1534_0: /* 2 */
S_1528_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_1534_1;
S_1529_0: /* 2 */
		now.sb[1].at[ Index((tso_i-1), 4) ] = ((int)now.sb[1].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].at[(tso_i-1)]", ((int)now.sb[1].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1530_0: /* 2 */
		now.sb[1].val[ Index((tso_i-1), 4) ] = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].val[(tso_i-1)]", ((int)now.sb[1].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1531_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_1535_0; /* ';' */
S_1534_1: /* 3 */
S_1532_0: /* 2 */
		/* else */;
S_1533_0: /* 2 */
		goto S_1537_0;	/* 'goto' */
S_1534_2: /* 3 */
		Uerror("blocking sel in d_step (nr.4, near line 27)");
S_1536_0: /* 2 */
		goto S_1537_0;	/* 'break' */
S_1537_0: /* 2 */
		now.sb[1].n = (((int)now.sb[1].n)-1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
S_1538_0: /* 2 */
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
S_1539_0: /* 2 */
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		goto S_1544_0; /* ';' */
		goto S_1544_0; /* ';' */
S_1543_1: /* 3 */
S_1541_0: /* 2 */
		/* else */;
S_1542_0: /* 2 */
		goto S_1545_0;	/* 'goto' */
S_1543_2: /* 3 */
		Uerror("blocking sel in d_step (nr.5, near line 36)");
S_1545_0: /* 2 */
		goto S_1563_0;	/* 'break' */
S_1563_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 22: // STATE 99 - tso.h:42 - [D_STEP42]
		IfNotBlocked

		reached[2][99] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1548_0: /* 2 */
		((P2 *)_this)->x = ((int)now.mem[5]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
S_1549_0: /* 2 */
		tso_i = 0;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_1560_0: /* 2 */
S_1559_0: /* 2 */
S_1550_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_1559_1;
S_1554_0: /* 2 */
S_1551_0: /* 2 */
		if (!((((int)now.sb[1].at[ Index(((int)tso_i), 4) ])==5)))
			goto S_1554_1;
S_1552_0: /* 2 */
		((P2 *)_this)->x = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		goto S_1555_0;
S_1554_1: /* 3 */
S_1553_0: /* 2 */
		/* else */;
		goto S_1555_0;
S_1554_2: /* 3 */
		Uerror("blocking sel in d_step (nr.6, near line 46)");
S_1555_0: /* 2 */
S_1556_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_1560_0; /* ';' */
S_1559_1: /* 3 */
S_1557_0: /* 2 */
		/* else */;
S_1558_0: /* 2 */
		goto S_1561_0;	/* 'goto' */
S_1559_2: /* 3 */
		Uerror("blocking sel in d_step (nr.7, near line 45)");
S_1561_0: /* 2 */
		goto S_1772_0;	/* 'break' */
S_1772_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 23: // STATE 101 - spsc.h:67 - [(x)] (0:0:1 - 1)
		IfNotBlocked
		reached[2][101] = 1;
		if (!(((int)((P2 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.oval = ((P2 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->x = 0;
		_m = 3; goto P999; /* 0 */
	case 24: // STATE 123 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[1].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][123] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1584_0: /* 2 */
S_1583_0: /* 2 */
S_1565_0: /* 2 */
		if (!((((int)now.sb[1].n)>0)))
			goto S_1583_1;
S_1580_0: /* 2 */
S_1566_0: /* 2 */
		now.mem[ Index(now.sb[1].at[0], 8) ] = ((int)now.sb[1].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[1].at[0]]", ((int)now.mem[ Index(((int)now.sb[1].at[0]), 8) ]));
#endif
		;
S_1567_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_1575_0: /* 2 */
S_1574_0: /* 2 */
S_1568_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_1574_1;
S_1569_0: /* 2 */
		now.sb[1].at[ Index((tso_i-1), 4) ] = ((int)now.sb[1].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].at[(tso_i-1)]", ((int)now.sb[1].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1570_0: /* 2 */
		now.sb[1].val[ Index((tso_i-1), 4) ] = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].val[(tso_i-1)]", ((int)now.sb[1].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1571_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_1575_0; /* ';' */
S_1574_1: /* 3 */
S_1572_0: /* 2 */
		/* else */;
S_1573_0: /* 2 */
		goto S_1577_0;	/* 'goto' */
S_1574_2: /* 3 */
		Uerror("blocking sel in d_step (nr.8, near line 27)");
S_1576_0: /* 2 */
		goto S_1577_0;	/* 'break' */
S_1577_0: /* 2 */
		now.sb[1].n = (((int)now.sb[1].n)-1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
S_1578_0: /* 2 */
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
S_1579_0: /* 2 */
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		goto S_1584_0; /* ';' */
		goto S_1584_0; /* ';' */
S_1583_1: /* 3 */
S_1581_0: /* 2 */
		/* else */;
S_1582_0: /* 2 */
		goto S_1588_0;	/* 'goto' */
S_1583_2: /* 3 */
		Uerror("blocking sel in d_step (nr.9, near line 36)");
S_1585_0: /* 2 */
		goto S_1588_0;	/* 'break' */
		goto S_1588_0;
S_1588_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 25: // STATE 125 - tso.h:52 - [x = mem[5]] (0:157:2 - 2)
		IfNotBlocked
		reached[2][125] = 1;
		(trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = ((int)now.mem[5]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: mem[5] = 0(157, 126, 157) */
		reached[2][126] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.mem[5]);
		now.mem[5] = 0;
#ifdef VAR_RANGES
		logval("mem[5]", ((int)now.mem[5]));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 26: // STATE 129 - spsc.h:47 - [(x)] (0:0:0 - 1)
		IfNotBlocked
		reached[2][129] = 1;
		if (!(((int)((P2 *)_this)->x)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 27: // STATE 151 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[1].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][151] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1612_0: /* 2 */
S_1611_0: /* 2 */
S_1593_0: /* 2 */
		if (!((((int)now.sb[1].n)>0)))
			goto S_1611_1;
S_1608_0: /* 2 */
S_1594_0: /* 2 */
		now.mem[ Index(now.sb[1].at[0], 8) ] = ((int)now.sb[1].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[1].at[0]]", ((int)now.mem[ Index(((int)now.sb[1].at[0]), 8) ]));
#endif
		;
S_1595_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_1603_0: /* 2 */
S_1602_0: /* 2 */
S_1596_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_1602_1;
S_1597_0: /* 2 */
		now.sb[1].at[ Index((tso_i-1), 4) ] = ((int)now.sb[1].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].at[(tso_i-1)]", ((int)now.sb[1].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1598_0: /* 2 */
		now.sb[1].val[ Index((tso_i-1), 4) ] = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].val[(tso_i-1)]", ((int)now.sb[1].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1599_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_1603_0; /* ';' */
S_1602_1: /* 3 */
S_1600_0: /* 2 */
		/* else */;
S_1601_0: /* 2 */
		goto S_1605_0;	/* 'goto' */
S_1602_2: /* 3 */
		Uerror("blocking sel in d_step (nr.10, near line 27)");
S_1604_0: /* 2 */
		goto S_1605_0;	/* 'break' */
S_1605_0: /* 2 */
		now.sb[1].n = (((int)now.sb[1].n)-1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
S_1606_0: /* 2 */
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
S_1607_0: /* 2 */
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		goto S_1612_0; /* ';' */
		goto S_1612_0; /* ';' */
S_1611_1: /* 3 */
S_1609_0: /* 2 */
		/* else */;
S_1610_0: /* 2 */
		goto S_1613_0;	/* 'goto' */
S_1611_2: /* 3 */
		Uerror("blocking sel in d_step (nr.11, near line 36)");
S_1613_0: /* 2 */
		goto S_1616_0;	/* 'break' */
S_1616_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 28: // STATE 153 - spsc.h:39 - [asleep[0] = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[2][153] = 1;
		(trpt+1)->bup.oval = ((int)now.asleep[0]);
		now.asleep[0] = 0;
#ifdef VAR_RANGES
		logval("asleep[0]", ((int)now.asleep[0]));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 29: // STATE 159 - spsc.h:50 - [(x)] (170:0:2 - 1)
		IfNotBlocked
		reached[2][159] = 1;
		if (!(((int)((P2 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P2 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->x = 0;
		/* merge: streak = 0(0, 160, 170) */
		reached[2][160] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->streak);
		((P2 *)_this)->streak = 0;
#ifdef VAR_RANGES
		logval("receiver:streak", ((int)((P2 *)_this)->streak));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 30: // STATE 161 - spsc.h:52 - [((mode!=0))] (168:0:2 - 1)
		IfNotBlocked
		reached[2][161] = 1;
		if (!((((int)((P2 *)_this)->mode)!=0)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: mode */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P2 *)_this)->mode;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->mode = 0;
		/* merge: mode = 0(0, 162, 168) */
		reached[2][162] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->mode);
		((P2 *)_this)->mode = 0;
#ifdef VAR_RANGES
		logval("receiver:mode", ((int)((P2 *)_this)->mode));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 31: // STATE 163 - tso.h:39 - [((sb[1].n<4))] (1432:0:7 - 1)
		IfNotBlocked
		reached[2][163] = 1;
		if (!((((int)now.sb[1].n)<4)))
			continue;
		/* merge: sb[1].at[sb[1].n] = 4(1432, 164, 1432) */
		reached[2][164] = 1;
		(trpt+1)->bup.ovals = grab_ints(7);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 4;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].val[sb[1].n] = 0(1432, 165, 1432) */
		reached[2][165] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].n = (sb[1].n+1)(1432, 166, 1432) */
		reached[2][166] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[1].n);
		now.sb[1].n = (((int)now.sb[1].n)+1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
		/* merge: .(goto)(1432, 171, 1432) */
		reached[2][171] = 1;
		;
		/* merge: .(goto)(1432, 174, 1432) */
		reached[2][174] = 1;
		;
		/* merge: x = 0(1432, 175, 1432) */
		reached[2][175] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: .(goto)(1432, 310, 1432) */
		reached[2][310] = 1;
		;
		/* merge: .(goto)(1432, 408, 1432) */
		reached[2][408] = 1;
		;
		/* merge: x = 0(1432, 409, 1432) */
		reached[2][409] = 1;
		(trpt+1)->bup.ovals[4] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: r = 1(1432, 411, 1432) */
		reached[2][411] = 1;
		(trpt+1)->bup.ovals[5] = ((int)((P2 *)_this)->r);
		((P2 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("receiver:r", ((int)((P2 *)_this)->r));
#endif
		;
		/* merge: .(goto)(1432, 414, 1432) */
		reached[2][414] = 1;
		;
		/* merge: x = 0(1432, 415, 1432) */
		reached[2][415] = 1;
		(trpt+1)->bup.ovals[6] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 12 */
	case 32: // STATE 175 - spsc.h:55 - [x = 0] (0:1432:4 - 5)
		IfNotBlocked
		reached[2][175] = 1;
		(trpt+1)->bup.ovals = grab_ints(4);
		(trpt+1)->bup.ovals[0] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: .(goto)(1432, 310, 1432) */
		reached[2][310] = 1;
		;
		/* merge: .(goto)(1432, 408, 1432) */
		reached[2][408] = 1;
		;
		/* merge: x = 0(1432, 409, 1432) */
		reached[2][409] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: r = 1(1432, 411, 1432) */
		reached[2][411] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P2 *)_this)->r);
		((P2 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("receiver:r", ((int)((P2 *)_this)->r));
#endif
		;
		/* merge: .(goto)(1432, 414, 1432) */
		reached[2][414] = 1;
		;
		/* merge: x = 0(1432, 415, 1432) */
		reached[2][415] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 6 */
	case 33: // STATE 178 - spsc.h:69 - [streak = (streak+1)] (0:0:1 - 1)
		IfNotBlocked
		reached[2][178] = 1;
		(trpt+1)->bup.oval = ((int)((P2 *)_this)->streak);
		((P2 *)_this)->streak = (((int)((P2 *)_this)->streak)+1);
#ifdef VAR_RANGES
		logval("receiver:streak", ((int)((P2 *)_this)->streak));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 34: // STATE 179 - spsc.h:71 - [((streak>=2))] (187:0:3 - 1)
		IfNotBlocked
		reached[2][179] = 1;
		if (!((((int)((P2 *)_this)->streak)>=2)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: streak */  (trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((P2 *)_this)->streak;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->streak = 0;
		/* merge: streak = 2(187, 180, 187) */
		reached[2][180] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->streak);
		((P2 *)_this)->streak = 2;
#ifdef VAR_RANGES
		logval("receiver:streak", ((int)((P2 *)_this)->streak));
#endif
		;
		/* merge: mode = 1(187, 181, 187) */
		reached[2][181] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P2 *)_this)->mode);
		((P2 *)_this)->mode = 1;
#ifdef VAR_RANGES
		logval("receiver:mode", ((int)((P2 *)_this)->mode));
#endif
		;
		_m = 3; goto P999; /* 2 */
	case 35: // STATE 182 - tso.h:39 - [((sb[1].n<4))] (210:0:3 - 1)
		IfNotBlocked
		reached[2][182] = 1;
		if (!((((int)now.sb[1].n)<4)))
			continue;
		/* merge: sb[1].at[sb[1].n] = 4(210, 183, 210) */
		reached[2][183] = 1;
		(trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 4;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].val[sb[1].n] = 1(210, 184, 210) */
		reached[2][184] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 1;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].n = (sb[1].n+1)(210, 185, 210) */
		reached[2][185] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[1].n);
		now.sb[1].n = (((int)now.sb[1].n)+1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
		_m = 3; goto P999; /* 3 */
	case 36: // STATE 209 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[1].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][209] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1670_0: /* 2 */
S_1669_0: /* 2 */
S_1651_0: /* 2 */
		if (!((((int)now.sb[1].n)>0)))
			goto S_1669_1;
S_1666_0: /* 2 */
S_1652_0: /* 2 */
		now.mem[ Index(now.sb[1].at[0], 8) ] = ((int)now.sb[1].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[1].at[0]]", ((int)now.mem[ Index(((int)now.sb[1].at[0]), 8) ]));
#endif
		;
S_1653_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_1661_0: /* 2 */
S_1660_0: /* 2 */
S_1654_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_1660_1;
S_1655_0: /* 2 */
		now.sb[1].at[ Index((tso_i-1), 4) ] = ((int)now.sb[1].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].at[(tso_i-1)]", ((int)now.sb[1].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1656_0: /* 2 */
		now.sb[1].val[ Index((tso_i-1), 4) ] = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].val[(tso_i-1)]", ((int)now.sb[1].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1657_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_1661_0; /* ';' */
S_1660_1: /* 3 */
S_1658_0: /* 2 */
		/* else */;
S_1659_0: /* 2 */
		goto S_1663_0;	/* 'goto' */
S_1660_2: /* 3 */
		Uerror("blocking sel in d_step (nr.12, near line 27)");
S_1662_0: /* 2 */
		goto S_1663_0;	/* 'break' */
S_1663_0: /* 2 */
		now.sb[1].n = (((int)now.sb[1].n)-1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
S_1664_0: /* 2 */
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
S_1665_0: /* 2 */
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		goto S_1670_0; /* ';' */
		goto S_1670_0; /* ';' */
S_1669_1: /* 3 */
S_1667_0: /* 2 */
		/* else */;
S_1668_0: /* 2 */
		goto S_1671_0;	/* 'goto' */
S_1669_2: /* 3 */
		Uerror("blocking sel in d_step (nr.13, near line 36)");
S_1671_0: /* 2 */
		goto S_1689_0;	/* 'break' */
S_1689_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 37: // STATE 225 - tso.h:42 - [D_STEP42]
		IfNotBlocked

		reached[2][225] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1674_0: /* 2 */
		((P2 *)_this)->x = ((int)now.mem[5]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
S_1675_0: /* 2 */
		tso_i = 0;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_1686_0: /* 2 */
S_1685_0: /* 2 */
S_1676_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_1685_1;
S_1680_0: /* 2 */
S_1677_0: /* 2 */
		if (!((((int)now.sb[1].at[ Index(((int)tso_i), 4) ])==5)))
			goto S_1680_1;
S_1678_0: /* 2 */
		((P2 *)_this)->x = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		goto S_1681_0;
S_1680_1: /* 3 */
S_1679_0: /* 2 */
		/* else */;
		goto S_1681_0;
S_1680_2: /* 3 */
		Uerror("blocking sel in d_step (nr.14, near line 46)");
S_1681_0: /* 2 */
S_1682_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_1686_0; /* ';' */
S_1685_1: /* 3 */
S_1683_0: /* 2 */
		/* else */;
S_1684_0: /* 2 */
		goto S_1687_0;	/* 'goto' */
S_1685_2: /* 3 */
		Uerror("blocking sel in d_step (nr.15, near line 45)");
S_1687_0: /* 2 */
		goto S_1767_0;	/* 'break' */
S_1767_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 38: // STATE 227 - spsc.h:80 - [(x)] (0:0:1 - 1)
		IfNotBlocked
		reached[2][227] = 1;
		if (!(((int)((P2 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.oval = ((P2 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->x = 0;
		_m = 3; goto P999; /* 0 */
	case 39: // STATE 249 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[1].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][249] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1710_0: /* 2 */
S_1709_0: /* 2 */
S_1691_0: /* 2 */
		if (!((((int)now.sb[1].n)>0)))
			goto S_1709_1;
S_1706_0: /* 2 */
S_1692_0: /* 2 */
		now.mem[ Index(now.sb[1].at[0], 8) ] = ((int)now.sb[1].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[1].at[0]]", ((int)now.mem[ Index(((int)now.sb[1].at[0]), 8) ]));
#endif
		;
S_1693_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_1701_0: /* 2 */
S_1700_0: /* 2 */
S_1694_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_1700_1;
S_1695_0: /* 2 */
		now.sb[1].at[ Index((tso_i-1), 4) ] = ((int)now.sb[1].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].at[(tso_i-1)]", ((int)now.sb[1].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1696_0: /* 2 */
		now.sb[1].val[ Index((tso_i-1), 4) ] = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].val[(tso_i-1)]", ((int)now.sb[1].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1697_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_1701_0; /* ';' */
S_1700_1: /* 3 */
S_1698_0: /* 2 */
		/* else */;
S_1699_0: /* 2 */
		goto S_1703_0;	/* 'goto' */
S_1700_2: /* 3 */
		Uerror("blocking sel in d_step (nr.16, near line 27)");
S_1702_0: /* 2 */
		goto S_1703_0;	/* 'break' */
S_1703_0: /* 2 */
		now.sb[1].n = (((int)now.sb[1].n)-1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
S_1704_0: /* 2 */
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
S_1705_0: /* 2 */
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		goto S_1710_0; /* ';' */
		goto S_1710_0; /* ';' */
S_1709_1: /* 3 */
S_1707_0: /* 2 */
		/* else */;
S_1708_0: /* 2 */
		goto S_1714_0;	/* 'goto' */
S_1709_2: /* 3 */
		Uerror("blocking sel in d_step (nr.17, near line 36)");
S_1711_0: /* 2 */
		goto S_1714_0;	/* 'break' */
		goto S_1714_0;
S_1714_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 40: // STATE 251 - tso.h:52 - [x = mem[5]] (0:283:2 - 2)
		IfNotBlocked
		reached[2][251] = 1;
		(trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = ((int)now.mem[5]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: mem[5] = 0(283, 252, 283) */
		reached[2][252] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.mem[5]);
		now.mem[5] = 0;
#ifdef VAR_RANGES
		logval("mem[5]", ((int)now.mem[5]));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 41: // STATE 255 - spsc.h:47 - [(x)] (0:0:0 - 1)
		IfNotBlocked
		reached[2][255] = 1;
		if (!(((int)((P2 *)_this)->x)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 42: // STATE 277 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[1].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][277] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1738_0: /* 2 */
S_1737_0: /* 2 */
S_1719_0: /* 2 */
		if (!((((int)now.sb[1].n)>0)))
			goto S_1737_1;
S_1734_0: /* 2 */
S_1720_0: /* 2 */
		now.mem[ Index(now.sb[1].at[0], 8) ] = ((int)now.sb[1].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[1].at[0]]", ((int)now.mem[ Index(((int)now.sb[1].at[0]), 8) ]));
#endif
		;
S_1721_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_1729_0: /* 2 */
S_1728_0: /* 2 */
S_1722_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_1728_1;
S_1723_0: /* 2 */
		now.sb[1].at[ Index((tso_i-1), 4) ] = ((int)now.sb[1].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].at[(tso_i-1)]", ((int)now.sb[1].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1724_0: /* 2 */
		now.sb[1].val[ Index((tso_i-1), 4) ] = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].val[(tso_i-1)]", ((int)now.sb[1].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1725_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_1729_0; /* ';' */
S_1728_1: /* 3 */
S_1726_0: /* 2 */
		/* else */;
S_1727_0: /* 2 */
		goto S_1731_0;	/* 'goto' */
S_1728_2: /* 3 */
		Uerror("blocking sel in d_step (nr.18, near line 27)");
S_1730_0: /* 2 */
		goto S_1731_0;	/* 'break' */
S_1731_0: /* 2 */
		now.sb[1].n = (((int)now.sb[1].n)-1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
S_1732_0: /* 2 */
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
S_1733_0: /* 2 */
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		goto S_1738_0; /* ';' */
		goto S_1738_0; /* ';' */
S_1737_1: /* 3 */
S_1735_0: /* 2 */
		/* else */;
S_1736_0: /* 2 */
		goto S_1739_0;	/* 'goto' */
S_1737_2: /* 3 */
		Uerror("blocking sel in d_step (nr.19, near line 36)");
S_1739_0: /* 2 */
		goto S_1742_0;	/* 'break' */
S_1742_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 43: // STATE 279 - spsc.h:39 - [asleep[0] = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[2][279] = 1;
		(trpt+1)->bup.oval = ((int)now.asleep[0]);
		now.asleep[0] = 0;
#ifdef VAR_RANGES
		logval("asleep[0]", ((int)now.asleep[0]));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 44: // STATE 285 - spsc.h:50 - [(x)] (296:0:2 - 1)
		IfNotBlocked
		reached[2][285] = 1;
		if (!(((int)((P2 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P2 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->x = 0;
		/* merge: streak = 0(0, 286, 296) */
		reached[2][286] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->streak);
		((P2 *)_this)->streak = 0;
#ifdef VAR_RANGES
		logval("receiver:streak", ((int)((P2 *)_this)->streak));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 45: // STATE 287 - spsc.h:52 - [((mode!=0))] (294:0:2 - 1)
		IfNotBlocked
		reached[2][287] = 1;
		if (!((((int)((P2 *)_this)->mode)!=0)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: mode */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P2 *)_this)->mode;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->mode = 0;
		/* merge: mode = 0(0, 288, 294) */
		reached[2][288] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->mode);
		((P2 *)_this)->mode = 0;
#ifdef VAR_RANGES
		logval("receiver:mode", ((int)((P2 *)_this)->mode));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 46: // STATE 289 - tso.h:39 - [((sb[1].n<4))] (1432:0:7 - 1)
		IfNotBlocked
		reached[2][289] = 1;
		if (!((((int)now.sb[1].n)<4)))
			continue;
		/* merge: sb[1].at[sb[1].n] = 4(1432, 290, 1432) */
		reached[2][290] = 1;
		(trpt+1)->bup.ovals = grab_ints(7);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 4;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].val[sb[1].n] = 0(1432, 291, 1432) */
		reached[2][291] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].n = (sb[1].n+1)(1432, 292, 1432) */
		reached[2][292] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[1].n);
		now.sb[1].n = (((int)now.sb[1].n)+1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
		/* merge: .(goto)(1432, 297, 1432) */
		reached[2][297] = 1;
		;
		/* merge: .(goto)(1432, 300, 1432) */
		reached[2][300] = 1;
		;
		/* merge: x = 0(1432, 301, 1432) */
		reached[2][301] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: .(goto)(1432, 305, 1432) */
		reached[2][305] = 1;
		;
		/* merge: .(goto)(1432, 308, 1432) */
		reached[2][308] = 1;
		;
		/* merge: .(goto)(1432, 310, 1432) */
		reached[2][310] = 1;
		;
		/* merge: .(goto)(1432, 408, 1432) */
		reached[2][408] = 1;
		;
		/* merge: x = 0(1432, 409, 1432) */
		reached[2][409] = 1;
		(trpt+1)->bup.ovals[4] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: r = 1(1432, 411, 1432) */
		reached[2][411] = 1;
		(trpt+1)->bup.ovals[5] = ((int)((P2 *)_this)->r);
		((P2 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("receiver:r", ((int)((P2 *)_this)->r));
#endif
		;
		/* merge: .(goto)(1432, 414, 1432) */
		reached[2][414] = 1;
		;
		/* merge: x = 0(1432, 415, 1432) */
		reached[2][415] = 1;
		(trpt+1)->bup.ovals[6] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 14 */
	case 47: // STATE 301 - spsc.h:55 - [x = 0] (0:1432:4 - 5)
		IfNotBlocked
		reached[2][301] = 1;
		(trpt+1)->bup.ovals = grab_ints(4);
		(trpt+1)->bup.ovals[0] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: .(goto)(1432, 305, 1432) */
		reached[2][305] = 1;
		;
		/* merge: .(goto)(1432, 308, 1432) */
		reached[2][308] = 1;
		;
		/* merge: .(goto)(1432, 310, 1432) */
		reached[2][310] = 1;
		;
		/* merge: .(goto)(1432, 408, 1432) */
		reached[2][408] = 1;
		;
		/* merge: x = 0(1432, 409, 1432) */
		reached[2][409] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: r = 1(1432, 411, 1432) */
		reached[2][411] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P2 *)_this)->r);
		((P2 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("receiver:r", ((int)((P2 *)_this)->r));
#endif
		;
		/* merge: .(goto)(1432, 414, 1432) */
		reached[2][414] = 1;
		;
		/* merge: x = 0(1432, 415, 1432) */
		reached[2][415] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 8 */
	case 48: // STATE 326 - tso.h:42 - [D_STEP42]
		IfNotBlocked

		reached[2][326] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1775_0: /* 2 */
		((P2 *)_this)->x = ((int)now.mem[5]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
S_1776_0: /* 2 */
		tso_i = 0;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_1787_0: /* 2 */
S_1786_0: /* 2 */
S_1777_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_1786_1;
S_1781_0: /* 2 */
S_1778_0: /* 2 */
		if (!((((int)now.sb[1].at[ Index(((int)tso_i), 4) ])==5)))
			goto S_1781_1;
S_1779_0: /* 2 */
		((P2 *)_this)->x = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		goto S_1782_0;
S_1781_1: /* 3 */
S_1780_0: /* 2 */
		/* else */;
		goto S_1782_0;
S_1781_2: /* 3 */
		Uerror("blocking sel in d_step (nr.20, near line 46)");
S_1782_0: /* 2 */
S_1783_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_1787_0; /* ';' */
S_1786_1: /* 3 */
S_1784_0: /* 2 */
		/* else */;
S_1785_0: /* 2 */
		goto S_1788_0;	/* 'goto' */
S_1786_2: /* 3 */
		Uerror("blocking sel in d_step (nr.21, near line 45)");
S_1788_0: /* 2 */
		goto S_1868_0;	/* 'break' */
S_1868_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 49: // STATE 328 - spsc.h:87 - [(x)] (0:0:1 - 1)
		IfNotBlocked
		reached[2][328] = 1;
		if (!(((int)((P2 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.oval = ((P2 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->x = 0;
		_m = 3; goto P999; /* 0 */
	case 50: // STATE 350 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[1].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][350] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1811_0: /* 2 */
S_1810_0: /* 2 */
S_1792_0: /* 2 */
		if (!((((int)now.sb[1].n)>0)))
			goto S_1810_1;
S_1807_0: /* 2 */
S_1793_0: /* 2 */
		now.mem[ Index(now.sb[1].at[0], 8) ] = ((int)now.sb[1].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[1].at[0]]", ((int)now.mem[ Index(((int)now.sb[1].at[0]), 8) ]));
#endif
		;
S_1794_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_1802_0: /* 2 */
S_1801_0: /* 2 */
S_1795_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_1801_1;
S_1796_0: /* 2 */
		now.sb[1].at[ Index((tso_i-1), 4) ] = ((int)now.sb[1].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].at[(tso_i-1)]", ((int)now.sb[1].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1797_0: /* 2 */
		now.sb[1].val[ Index((tso_i-1), 4) ] = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].val[(tso_i-1)]", ((int)now.sb[1].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1798_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_1802_0; /* ';' */
S_1801_1: /* 3 */
S_1799_0: /* 2 */
		/* else */;
S_1800_0: /* 2 */
		goto S_1804_0;	/* 'goto' */
S_1801_2: /* 3 */
		Uerror("blocking sel in d_step (nr.22, near line 27)");
S_1803_0: /* 2 */
		goto S_1804_0;	/* 'break' */
S_1804_0: /* 2 */
		now.sb[1].n = (((int)now.sb[1].n)-1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
S_1805_0: /* 2 */
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
S_1806_0: /* 2 */
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		goto S_1811_0; /* ';' */
		goto S_1811_0; /* ';' */
S_1810_1: /* 3 */
S_1808_0: /* 2 */
		/* else */;
S_1809_0: /* 2 */
		goto S_1815_0;	/* 'goto' */
S_1810_2: /* 3 */
		Uerror("blocking sel in d_step (nr.23, near line 36)");
S_1812_0: /* 2 */
		goto S_1815_0;	/* 'break' */
		goto S_1815_0;
S_1815_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 51: // STATE 352 - tso.h:52 - [x = mem[5]] (0:384:2 - 2)
		IfNotBlocked
		reached[2][352] = 1;
		(trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = ((int)now.mem[5]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: mem[5] = 0(384, 353, 384) */
		reached[2][353] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.mem[5]);
		now.mem[5] = 0;
#ifdef VAR_RANGES
		logval("mem[5]", ((int)now.mem[5]));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 52: // STATE 356 - spsc.h:47 - [(x)] (0:0:0 - 1)
		IfNotBlocked
		reached[2][356] = 1;
		if (!(((int)((P2 *)_this)->x)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 53: // STATE 378 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[1].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][378] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1839_0: /* 2 */
S_1838_0: /* 2 */
S_1820_0: /* 2 */
		if (!((((int)now.sb[1].n)>0)))
			goto S_1838_1;
S_1835_0: /* 2 */
S_1821_0: /* 2 */
		now.mem[ Index(now.sb[1].at[0], 8) ] = ((int)now.sb[1].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[1].at[0]]", ((int)now.mem[ Index(((int)now.sb[1].at[0]), 8) ]));
#endif
		;
S_1822_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_1830_0: /* 2 */
S_1829_0: /* 2 */
S_1823_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_1829_1;
S_1824_0: /* 2 */
		now.sb[1].at[ Index((tso_i-1), 4) ] = ((int)now.sb[1].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].at[(tso_i-1)]", ((int)now.sb[1].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1825_0: /* 2 */
		now.sb[1].val[ Index((tso_i-1), 4) ] = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].val[(tso_i-1)]", ((int)now.sb[1].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1826_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_1830_0; /* ';' */
S_1829_1: /* 3 */
S_1827_0: /* 2 */
		/* else */;
S_1828_0: /* 2 */
		goto S_1832_0;	/* 'goto' */
S_1829_2: /* 3 */
		Uerror("blocking sel in d_step (nr.24, near line 27)");
S_1831_0: /* 2 */
		goto S_1832_0;	/* 'break' */
S_1832_0: /* 2 */
		now.sb[1].n = (((int)now.sb[1].n)-1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
S_1833_0: /* 2 */
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
S_1834_0: /* 2 */
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		goto S_1839_0; /* ';' */
		goto S_1839_0; /* ';' */
S_1838_1: /* 3 */
S_1836_0: /* 2 */
		/* else */;
S_1837_0: /* 2 */
		goto S_1840_0;	/* 'goto' */
S_1838_2: /* 3 */
		Uerror("blocking sel in d_step (nr.25, near line 36)");
S_1840_0: /* 2 */
		goto S_1843_0;	/* 'break' */
S_1843_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 54: // STATE 380 - spsc.h:39 - [asleep[0] = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[2][380] = 1;
		(trpt+1)->bup.oval = ((int)now.asleep[0]);
		now.asleep[0] = 0;
#ifdef VAR_RANGES
		logval("asleep[0]", ((int)now.asleep[0]));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 55: // STATE 386 - spsc.h:50 - [(x)] (397:0:2 - 1)
		IfNotBlocked
		reached[2][386] = 1;
		if (!(((int)((P2 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P2 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->x = 0;
		/* merge: streak = 0(0, 387, 397) */
		reached[2][387] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->streak);
		((P2 *)_this)->streak = 0;
#ifdef VAR_RANGES
		logval("receiver:streak", ((int)((P2 *)_this)->streak));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 56: // STATE 388 - spsc.h:52 - [((mode!=0))] (395:0:2 - 1)
		IfNotBlocked
		reached[2][388] = 1;
		if (!((((int)((P2 *)_this)->mode)!=0)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: mode */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P2 *)_this)->mode;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->mode = 0;
		/* merge: mode = 0(0, 389, 395) */
		reached[2][389] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->mode);
		((P2 *)_this)->mode = 0;
#ifdef VAR_RANGES
		logval("receiver:mode", ((int)((P2 *)_this)->mode));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 57: // STATE 390 - tso.h:39 - [((sb[1].n<4))] (1432:0:7 - 1)
		IfNotBlocked
		reached[2][390] = 1;
		if (!((((int)now.sb[1].n)<4)))
			continue;
		/* merge: sb[1].at[sb[1].n] = 4(1432, 391, 1432) */
		reached[2][391] = 1;
		(trpt+1)->bup.ovals = grab_ints(7);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 4;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].val[sb[1].n] = 0(1432, 392, 1432) */
		reached[2][392] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].n = (sb[1].n+1)(1432, 393, 1432) */
		reached[2][393] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[1].n);
		now.sb[1].n = (((int)now.sb[1].n)+1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
		/* merge: .(goto)(1432, 398, 1432) */
		reached[2][398] = 1;
		;
		/* merge: .(goto)(1432, 401, 1432) */
		reached[2][401] = 1;
		;
		/* merge: x = 0(1432, 402, 1432) */
		reached[2][402] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: .(goto)(1432, 406, 1432) */
		reached[2][406] = 1;
		;
		/* merge: .(goto)(1432, 408, 1432) */
		reached[2][408] = 1;
		;
		/* merge: x = 0(1432, 409, 1432) */
		reached[2][409] = 1;
		(trpt+1)->bup.ovals[4] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: r = 1(1432, 411, 1432) */
		reached[2][411] = 1;
		(trpt+1)->bup.ovals[5] = ((int)((P2 *)_this)->r);
		((P2 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("receiver:r", ((int)((P2 *)_this)->r));
#endif
		;
		/* merge: .(goto)(1432, 414, 1432) */
		reached[2][414] = 1;
		;
		/* merge: x = 0(1432, 415, 1432) */
		reached[2][415] = 1;
		(trpt+1)->bup.ovals[6] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 12 */
	case 58: // STATE 402 - spsc.h:55 - [x = 0] (0:1432:4 - 5)
		IfNotBlocked
		reached[2][402] = 1;
		(trpt+1)->bup.ovals = grab_ints(4);
		(trpt+1)->bup.ovals[0] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: .(goto)(1432, 406, 1432) */
		reached[2][406] = 1;
		;
		/* merge: .(goto)(1432, 408, 1432) */
		reached[2][408] = 1;
		;
		/* merge: x = 0(1432, 409, 1432) */
		reached[2][409] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: r = 1(1432, 411, 1432) */
		reached[2][411] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P2 *)_this)->r);
		((P2 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("receiver:r", ((int)((P2 *)_this)->r));
#endif
		;
		/* merge: .(goto)(1432, 414, 1432) */
		reached[2][414] = 1;
		;
		/* merge: x = 0(1432, 415, 1432) */
		reached[2][415] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 6 */
	case 59: // STATE 409 - spsc.h:89 - [x = 0] (0:1432:3 - 11)
		IfNotBlocked
		reached[2][409] = 1;
		(trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: r = 1(1432, 411, 1432) */
		reached[2][411] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->r);
		((P2 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("receiver:r", ((int)((P2 *)_this)->r));
#endif
		;
		/* merge: .(goto)(1432, 414, 1432) */
		reached[2][414] = 1;
		;
		/* merge: x = 0(1432, 415, 1432) */
		reached[2][415] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 3 */
	case 60: // STATE 415 - spsc.h:150 - [x = 0] (0:1432:1 - 3)
		IfNotBlocked
		reached[2][415] = 1;
		(trpt+1)->bup.oval = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 61: // STATE 417 - spsc.h:252 - [((r==0))] (0:0:1 - 1)
		IfNotBlocked
		reached[2][417] = 1;
		if (!((((int)((P2 *)_this)->r)==0)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: r */  (trpt+1)->bup.oval = ((P2 *)_this)->r;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->r = 0;
		_m = 3; goto P999; /* 0 */
	case 62: // STATE 418 - tso.h:39 - [((sb[1].n<4))] (446:0:3 - 1)
		IfNotBlocked
		reached[2][418] = 1;
		if (!((((int)now.sb[1].n)<4)))
			continue;
		/* merge: sb[1].at[sb[1].n] = 6(446, 419, 446) */
		reached[2][419] = 1;
		(trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 6;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].val[sb[1].n] = 1(446, 420, 446) */
		reached[2][420] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 1;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].n = (sb[1].n+1)(446, 421, 446) */
		reached[2][421] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[1].n);
		now.sb[1].n = (((int)now.sb[1].n)+1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
		_m = 3; goto P999; /* 3 */
	case 63: // STATE 445 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[1].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][445] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1906_0: /* 2 */
S_1905_0: /* 2 */
S_1887_0: /* 2 */
		if (!((((int)now.sb[1].n)>0)))
			goto S_1905_1;
S_1902_0: /* 2 */
S_1888_0: /* 2 */
		now.mem[ Index(now.sb[1].at[0], 8) ] = ((int)now.sb[1].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[1].at[0]]", ((int)now.mem[ Index(((int)now.sb[1].at[0]), 8) ]));
#endif
		;
S_1889_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_1897_0: /* 2 */
S_1896_0: /* 2 */
S_1890_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_1896_1;
S_1891_0: /* 2 */
		now.sb[1].at[ Index((tso_i-1), 4) ] = ((int)now.sb[1].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].at[(tso_i-1)]", ((int)now.sb[1].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1892_0: /* 2 */
		now.sb[1].val[ Index((tso_i-1), 4) ] = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].val[(tso_i-1)]", ((int)now.sb[1].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1893_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_1897_0; /* ';' */
S_1896_1: /* 3 */
S_1894_0: /* 2 */
		/* else */;
S_1895_0: /* 2 */
		goto S_1899_0;	/* 'goto' */
S_1896_2: /* 3 */
		Uerror("blocking sel in d_step (nr.26, near line 27)");
S_1898_0: /* 2 */
		goto S_1899_0;	/* 'break' */
S_1899_0: /* 2 */
		now.sb[1].n = (((int)now.sb[1].n)-1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
S_1900_0: /* 2 */
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
S_1901_0: /* 2 */
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		goto S_1906_0; /* ';' */
		goto S_1906_0; /* ';' */
S_1905_1: /* 3 */
S_1903_0: /* 2 */
		/* else */;
S_1904_0: /* 2 */
		goto S_1907_0;	/* 'goto' */
S_1905_2: /* 3 */
		Uerror("blocking sel in d_step (nr.27, near line 36)");
S_1907_0: /* 2 */
		goto S_1979_0;	/* 'break' */
S_1979_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 64: // STATE 461 - tso.h:42 - [D_STEP42]
		IfNotBlocked

		reached[2][461] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1910_0: /* 2 */
		((P2 *)_this)->x = ((int)now.mem[3]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
S_1911_0: /* 2 */
		tso_i = 0;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_1922_0: /* 2 */
S_1921_0: /* 2 */
S_1912_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_1921_1;
S_1916_0: /* 2 */
S_1913_0: /* 2 */
		if (!((((int)now.sb[1].at[ Index(((int)tso_i), 4) ])==3)))
			goto S_1916_1;
S_1914_0: /* 2 */
		((P2 *)_this)->x = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		goto S_1917_0;
S_1916_1: /* 3 */
S_1915_0: /* 2 */
		/* else */;
		goto S_1917_0;
S_1916_2: /* 3 */
		Uerror("blocking sel in d_step (nr.28, near line 46)");
S_1917_0: /* 2 */
S_1918_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_1922_0; /* ';' */
S_1921_1: /* 3 */
S_1919_0: /* 2 */
		/* else */;
S_1920_0: /* 2 */
		goto S_1923_0;	/* 'goto' */
S_1921_2: /* 3 */
		Uerror("blocking sel in d_step (nr.29, near line 45)");
S_1923_0: /* 2 */
		goto S_1976_0;	/* 'break' */
S_1976_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 65: // STATE 463 - spsc.h:172 - [((x==1))] (0:0:1 - 1)
		IfNotBlocked
		reached[2][463] = 1;
		if (!((((int)((P2 *)_this)->x)==1)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.oval = ((P2 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->x = 0;
		_m = 3; goto P999; /* 0 */
	case 66: // STATE 485 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[0].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][485] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1946_0: /* 2 */
S_1945_0: /* 2 */
S_1927_0: /* 2 */
		if (!((((int)now.sb[0].n)>0)))
			goto S_1945_1;
S_1942_0: /* 2 */
S_1928_0: /* 2 */
		now.mem[ Index(now.sb[0].at[0], 8) ] = ((int)now.sb[0].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[0].at[0]]", ((int)now.mem[ Index(((int)now.sb[0].at[0]), 8) ]));
#endif
		;
S_1929_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_1937_0: /* 2 */
S_1936_0: /* 2 */
S_1930_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_1936_1;
S_1931_0: /* 2 */
		now.sb[0].at[ Index((tso_i-1), 4) ] = ((int)now.sb[0].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].at[(tso_i-1)]", ((int)now.sb[0].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1932_0: /* 2 */
		now.sb[0].val[ Index((tso_i-1), 4) ] = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].val[(tso_i-1)]", ((int)now.sb[0].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1933_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_1937_0; /* ';' */
S_1936_1: /* 3 */
S_1934_0: /* 2 */
		/* else */;
S_1935_0: /* 2 */
		goto S_1939_0;	/* 'goto' */
S_1936_2: /* 3 */
		Uerror("blocking sel in d_step (nr.30, near line 27)");
S_1938_0: /* 2 */
		goto S_1939_0;	/* 'break' */
S_1939_0: /* 2 */
		now.sb[0].n = (((int)now.sb[0].n)-1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
S_1940_0: /* 2 */
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
S_1941_0: /* 2 */
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		goto S_1946_0; /* ';' */
		goto S_1946_0; /* ';' */
S_1945_1: /* 3 */
S_1943_0: /* 2 */
		/* else */;
S_1944_0: /* 2 */
		goto S_1947_0;	/* 'goto' */
S_1945_2: /* 3 */
		Uerror("blocking sel in d_step (nr.31, near line 36)");
S_1947_0: /* 2 */
		goto S_1972_0;	/* 'break' */
S_1972_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 67: // STATE 508 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[1].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][508] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1969_0: /* 2 */
S_1968_0: /* 2 */
S_1950_0: /* 2 */
		if (!((((int)now.sb[1].n)>0)))
			goto S_1968_1;
S_1965_0: /* 2 */
S_1951_0: /* 2 */
		now.mem[ Index(now.sb[1].at[0], 8) ] = ((int)now.sb[1].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[1].at[0]]", ((int)now.mem[ Index(((int)now.sb[1].at[0]), 8) ]));
#endif
		;
S_1952_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_1960_0: /* 2 */
S_1959_0: /* 2 */
S_1953_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_1959_1;
S_1954_0: /* 2 */
		now.sb[1].at[ Index((tso_i-1), 4) ] = ((int)now.sb[1].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].at[(tso_i-1)]", ((int)now.sb[1].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1955_0: /* 2 */
		now.sb[1].val[ Index((tso_i-1), 4) ] = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].val[(tso_i-1)]", ((int)now.sb[1].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1956_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_1960_0; /* ';' */
S_1959_1: /* 3 */
S_1957_0: /* 2 */
		/* else */;
S_1958_0: /* 2 */
		goto S_1962_0;	/* 'goto' */
S_1959_2: /* 3 */
		Uerror("blocking sel in d_step (nr.32, near line 27)");
S_1961_0: /* 2 */
		goto S_1962_0;	/* 'break' */
S_1962_0: /* 2 */
		now.sb[1].n = (((int)now.sb[1].n)-1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
S_1963_0: /* 2 */
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
S_1964_0: /* 2 */
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		goto S_1969_0; /* ';' */
		goto S_1969_0; /* ';' */
S_1968_1: /* 3 */
S_1966_0: /* 2 */
		/* else */;
S_1967_0: /* 2 */
		goto S_1970_0;	/* 'goto' */
S_1968_2: /* 3 */
		Uerror("blocking sel in d_step (nr.33, near line 36)");
S_1970_0: /* 2 */
		goto S_1973_0;	/* 'break' */
S_1973_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 68: // STATE 510 - tso.h:62 - [(1)] (929:0:1 - 1)
		IfNotBlocked
		reached[2][510] = 1;
		if (!(1))
			continue;
		/* merge: .(goto)(929, 514, 929) */
		reached[2][514] = 1;
		;
		/* merge: x = 0(929, 515, 929) */
		reached[2][515] = 1;
		(trpt+1)->bup.oval = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 2 */
	case 69: // STATE 515 - spsc.h:173 - [x = 0] (0:929:1 - 3)
		IfNotBlocked
		reached[2][515] = 1;
		(trpt+1)->bup.oval = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 70: // STATE 517 - spsc.h:133 - [r = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[2][517] = 1;
		(trpt+1)->bup.oval = ((int)((P2 *)_this)->r);
		((P2 *)_this)->r = 0;
#ifdef VAR_RANGES
		logval("receiver:r", ((int)((P2 *)_this)->r));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 71: // STATE 518 - spsc.h:134 - [((seen==got))] (0:0:1 - 1)
		IfNotBlocked
		reached[2][518] = 1;
		if (!((((int)((P2 *)_this)->seen)==((int)now.got))))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: seen */  (trpt+1)->bup.oval = ((P2 *)_this)->seen;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->seen = 0;
		_m = 3; goto P999; /* 0 */
	case 72: // STATE 533 - tso.h:42 - [D_STEP42]
		IfNotBlocked

		reached[2][533] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1982_0: /* 2 */
		((P2 *)_this)->x = ((int)now.mem[2]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
S_1983_0: /* 2 */
		tso_i = 0;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_1994_0: /* 2 */
S_1993_0: /* 2 */
S_1984_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_1993_1;
S_1988_0: /* 2 */
S_1985_0: /* 2 */
		if (!((((int)now.sb[1].at[ Index(((int)tso_i), 4) ])==2)))
			goto S_1988_1;
S_1986_0: /* 2 */
		((P2 *)_this)->x = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		goto S_1989_0;
S_1988_1: /* 3 */
S_1987_0: /* 2 */
		/* else */;
		goto S_1989_0;
S_1988_2: /* 3 */
		Uerror("blocking sel in d_step (nr.34, near line 46)");
S_1989_0: /* 2 */
S_1990_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_1994_0; /* ';' */
S_1993_1: /* 3 */
S_1991_0: /* 2 */
		/* else */;
S_1992_0: /* 2 */
		goto S_1995_0;	/* 'goto' */
S_1993_2: /* 3 */
		Uerror("blocking sel in d_step (nr.35, near line 45)");
S_1995_0: /* 2 */
		goto S_2006_0;	/* 'break' */
S_2006_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 73: // STATE 535 - spsc.h:128 - [((x!=got))] (0:0:1 - 1)
		IfNotBlocked
		reached[2][535] = 1;
		if (!((((int)((P2 *)_this)->x)!=((int)now.got))))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.oval = ((P2 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->x = 0;
		_m = 3; goto P999; /* 0 */
	case 74: // STATE 536 - tso.h:39 - [((sb[1].n<4))] (560:0:3 - 1)
		IfNotBlocked
		reached[2][536] = 1;
		if (!((((int)now.sb[1].n)<4)))
			continue;
		/* merge: sb[1].at[sb[1].n] = 2(560, 537, 560) */
		reached[2][537] = 1;
		(trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 2;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].val[sb[1].n] = got(560, 538, 560) */
		reached[2][538] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = ((int)now.got);
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].n = (sb[1].n+1)(560, 539, 560) */
		reached[2][539] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[1].n);
		now.sb[1].n = (((int)now.sb[1].n)+1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
		/* merge: .(goto)(0, 544, 560) */
		reached[2][544] = 1;
		;
		_m = 3; goto P999; /* 4 */
	case 75: // STATE 559 - tso.h:42 - [D_STEP42]
		IfNotBlocked

		reached[2][559] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_2008_0: /* 2 */
		((P2 *)_this)->seen = ((int)now.mem[0]);
#ifdef VAR_RANGES
		logval("receiver:seen", ((int)((P2 *)_this)->seen));
#endif
		;
S_2009_0: /* 2 */
		tso_i = 0;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_2020_0: /* 2 */
S_2019_0: /* 2 */
S_2010_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_2019_1;
S_2014_0: /* 2 */
S_2011_0: /* 2 */
		if (!((((int)now.sb[1].at[ Index(((int)tso_i), 4) ])==0)))
			goto S_2014_1;
S_2012_0: /* 2 */
		((P2 *)_this)->seen = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("receiver:seen", ((int)((P2 *)_this)->seen));
#endif
		;
		goto S_2015_0;
S_2014_1: /* 3 */
S_2013_0: /* 2 */
		/* else */;
		goto S_2015_0;
S_2014_2: /* 3 */
		Uerror("blocking sel in d_step (nr.36, near line 46)");
S_2015_0: /* 2 */
S_2016_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_2020_0; /* ';' */
S_2019_1: /* 3 */
S_2017_0: /* 2 */
		/* else */;
S_2018_0: /* 2 */
		goto S_2021_0;	/* 'goto' */
S_2019_2: /* 3 */
		Uerror("blocking sel in d_step (nr.37, near line 45)");
S_2021_0: /* 2 */
		goto S_2024_0;	/* 'break' */
S_2024_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 76: // STATE 561 - spsc.h:130 - [x = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[2][561] = 1;
		(trpt+1)->bup.oval = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 77: // STATE 566 - spsc.h:136 - [(((r==0)&&(seen!=got)))] (0:0:1 - 1)
		IfNotBlocked
		reached[2][566] = 1;
		if (!(((((int)((P2 *)_this)->r)==0)&&(((int)((P2 *)_this)->seen)!=((int)now.got)))))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: r */  (trpt+1)->bup.oval = ((P2 *)_this)->r;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->r = 0;
		_m = 3; goto P999; /* 0 */
	case 78: // STATE 567 - spsc.h:137 - [got = (got+1)] (0:0:1 - 1)
		IfNotBlocked
		reached[2][567] = 1;
		(trpt+1)->bup.oval = ((int)now.got);
		now.got = (((int)now.got)+1);
#ifdef VAR_RANGES
		logval("got", ((int)now.got));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 79: // STATE 568 - tso.h:39 - [((sb[1].n<4))] (923:0:3 - 1)
		IfNotBlocked
		reached[2][568] = 1;
		if (!((((int)now.sb[1].n)<4)))
			continue;
		/* merge: sb[1].at[sb[1].n] = 1(923, 569, 923) */
		reached[2][569] = 1;
		(trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 1;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].val[sb[1].n] = got(923, 570, 923) */
		reached[2][570] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = ((int)now.got);
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].n = (sb[1].n+1)(923, 571, 923) */
		reached[2][571] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[1].n);
		now.sb[1].n = (((int)now.sb[1].n)+1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
		_m = 3; goto P999; /* 3 */
	case 80: // STATE 574 - spsc.h:61 - [((mode==0))] (0:0:0 - 1)
		IfNotBlocked
		reached[2][574] = 1;
		if (!((((int)((P2 *)_this)->mode)==0)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 81: // STATE 596 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[1].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][596] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_2057_0: /* 2 */
S_2056_0: /* 2 */
S_2038_0: /* 2 */
		if (!((((int)now.sb[1].n)>0)))
			goto S_2056_1;
S_2053_0: /* 2 */
S_2039_0: /* 2 */
		now.mem[ Index(now.sb[1].at[0], 8) ] = ((int)now.sb[1].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[1].at[0]]", ((int)now.mem[ Index(((int)now.sb[1].at[0]), 8) ]));
#endif
		;
S_2040_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_2048_0: /* 2 */
S_2047_0: /* 2 */
S_2041_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_2047_1;
S_2042_0: /* 2 */
		now.sb[1].at[ Index((tso_i-1), 4) ] = ((int)now.sb[1].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].at[(tso_i-1)]", ((int)now.sb[1].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2043_0: /* 2 */
		now.sb[1].val[ Index((tso_i-1), 4) ] = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].val[(tso_i-1)]", ((int)now.sb[1].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2044_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_2048_0; /* ';' */
S_2047_1: /* 3 */
S_2045_0: /* 2 */
		/* else */;
S_2046_0: /* 2 */
		goto S_2050_0;	/* 'goto' */
S_2047_2: /* 3 */
		Uerror("blocking sel in d_step (nr.38, near line 27)");
S_2049_0: /* 2 */
		goto S_2050_0;	/* 'break' */
S_2050_0: /* 2 */
		now.sb[1].n = (((int)now.sb[1].n)-1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
S_2051_0: /* 2 */
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
S_2052_0: /* 2 */
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		goto S_2057_0; /* ';' */
		goto S_2057_0; /* ';' */
S_2056_1: /* 3 */
S_2054_0: /* 2 */
		/* else */;
S_2055_0: /* 2 */
		goto S_2058_0;	/* 'goto' */
S_2056_2: /* 3 */
		Uerror("blocking sel in d_step (nr.39, near line 36)");
S_2058_0: /* 2 */
		goto S_2076_0;	/* 'break' */
S_2076_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 82: // STATE 612 - tso.h:42 - [D_STEP42]
		IfNotBlocked

		reached[2][612] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_2061_0: /* 2 */
		((P2 *)_this)->x = ((int)now.mem[5]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
S_2062_0: /* 2 */
		tso_i = 0;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_2073_0: /* 2 */
S_2072_0: /* 2 */
S_2063_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_2072_1;
S_2067_0: /* 2 */
S_2064_0: /* 2 */
		if (!((((int)now.sb[1].at[ Index(((int)tso_i), 4) ])==5)))
			goto S_2067_1;
S_2065_0: /* 2 */
		((P2 *)_this)->x = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		goto S_2068_0;
S_2067_1: /* 3 */
S_2066_0: /* 2 */
		/* else */;
		goto S_2068_0;
S_2067_2: /* 3 */
		Uerror("blocking sel in d_step (nr.40, near line 46)");
S_2068_0: /* 2 */
S_2069_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_2073_0; /* ';' */
S_2072_1: /* 3 */
S_2070_0: /* 2 */
		/* else */;
S_2071_0: /* 2 */
		goto S_2074_0;	/* 'goto' */
S_2072_2: /* 3 */
		Uerror("blocking sel in d_step (nr.41, near line 45)");
S_2074_0: /* 2 */
		goto S_2285_0;	/* 'break' */
S_2285_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 83: // STATE 614 - spsc.h:67 - [(x)] (0:0:1 - 1)
		IfNotBlocked
		reached[2][614] = 1;
		if (!(((int)((P2 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.oval = ((P2 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->x = 0;
		_m = 3; goto P999; /* 0 */
	case 84: // STATE 636 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[1].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][636] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_2097_0: /* 2 */
S_2096_0: /* 2 */
S_2078_0: /* 2 */
		if (!((((int)now.sb[1].n)>0)))
			goto S_2096_1;
S_2093_0: /* 2 */
S_2079_0: /* 2 */
		now.mem[ Index(now.sb[1].at[0], 8) ] = ((int)now.sb[1].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[1].at[0]]", ((int)now.mem[ Index(((int)now.sb[1].at[0]), 8) ]));
#endif
		;
S_2080_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_2088_0: /* 2 */
S_2087_0: /* 2 */
S_2081_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_2087_1;
S_2082_0: /* 2 */
		now.sb[1].at[ Index((tso_i-1), 4) ] = ((int)now.sb[1].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].at[(tso_i-1)]", ((int)now.sb[1].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2083_0: /* 2 */
		now.sb[1].val[ Index((tso_i-1), 4) ] = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].val[(tso_i-1)]", ((int)now.sb[1].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2084_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_2088_0; /* ';' */
S_2087_1: /* 3 */
S_2085_0: /* 2 */
		/* else */;
S_2086_0: /* 2 */
		goto S_2090_0;	/* 'goto' */
S_2087_2: /* 3 */
		Uerror("blocking sel in d_step (nr.42, near line 27)");
S_2089_0: /* 2 */
		goto S_2090_0;	/* 'break' */
S_2090_0: /* 2 */
		now.sb[1].n = (((int)now.sb[1].n)-1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
S_2091_0: /* 2 */
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
S_2092_0: /* 2 */
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		goto S_2097_0; /* ';' */
		goto S_2097_0; /* ';' */
S_2096_1: /* 3 */
S_2094_0: /* 2 */
		/* else */;
S_2095_0: /* 2 */
		goto S_2101_0;	/* 'goto' */
S_2096_2: /* 3 */
		Uerror("blocking sel in d_step (nr.43, near line 36)");
S_2098_0: /* 2 */
		goto S_2101_0;	/* 'break' */
		goto S_2101_0;
S_2101_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 85: // STATE 638 - tso.h:52 - [x = mem[5]] (0:670:2 - 2)
		IfNotBlocked
		reached[2][638] = 1;
		(trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = ((int)now.mem[5]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: mem[5] = 0(670, 639, 670) */
		reached[2][639] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.mem[5]);
		now.mem[5] = 0;
#ifdef VAR_RANGES
		logval("mem[5]", ((int)now.mem[5]));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 86: // STATE 642 - spsc.h:47 - [(x)] (0:0:0 - 1)
		IfNotBlocked
		reached[2][642] = 1;
		if (!(((int)((P2 *)_this)->x)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 87: // STATE 664 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[1].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][664] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_2125_0: /* 2 */
S_2124_0: /* 2 */
S_2106_0: /* 2 */
		if (!((((int)now.sb[1].n)>0)))
			goto S_2124_1;
S_2121_0: /* 2 */
S_2107_0: /* 2 */
		now.mem[ Index(now.sb[1].at[0], 8) ] = ((int)now.sb[1].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[1].at[0]]", ((int)now.mem[ Index(((int)now.sb[1].at[0]), 8) ]));
#endif
		;
S_2108_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_2116_0: /* 2 */
S_2115_0: /* 2 */
S_2109_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_2115_1;
S_2110_0: /* 2 */
		now.sb[1].at[ Index((tso_i-1), 4) ] = ((int)now.sb[1].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].at[(tso_i-1)]", ((int)now.sb[1].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2111_0: /* 2 */
		now.sb[1].val[ Index((tso_i-1), 4) ] = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].val[(tso_i-1)]", ((int)now.sb[1].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2112_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_2116_0; /* ';' */
S_2115_1: /* 3 */
S_2113_0: /* 2 */
		/* else */;
S_2114_0: /* 2 */
		goto S_2118_0;	/* 'goto' */
S_2115_2: /* 3 */
		Uerror("blocking sel in d_step (nr.44, near line 27)");
S_2117_0: /* 2 */
		goto S_2118_0;	/* 'break' */
S_2118_0: /* 2 */
		now.sb[1].n = (((int)now.sb[1].n)-1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
S_2119_0: /* 2 */
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
S_2120_0: /* 2 */
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		goto S_2125_0; /* ';' */
		goto S_2125_0; /* ';' */
S_2124_1: /* 3 */
S_2122_0: /* 2 */
		/* else */;
S_2123_0: /* 2 */
		goto S_2126_0;	/* 'goto' */
S_2124_2: /* 3 */
		Uerror("blocking sel in d_step (nr.45, near line 36)");
S_2126_0: /* 2 */
		goto S_2129_0;	/* 'break' */
S_2129_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 88: // STATE 666 - spsc.h:39 - [asleep[0] = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[2][666] = 1;
		(trpt+1)->bup.oval = ((int)now.asleep[0]);
		now.asleep[0] = 0;
#ifdef VAR_RANGES
		logval("asleep[0]", ((int)now.asleep[0]));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 89: // STATE 672 - spsc.h:50 - [(x)] (683:0:2 - 1)
		IfNotBlocked
		reached[2][672] = 1;
		if (!(((int)((P2 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P2 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->x = 0;
		/* merge: streak = 0(0, 673, 683) */
		reached[2][673] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->streak);
		((P2 *)_this)->streak = 0;
#ifdef VAR_RANGES
		logval("receiver:streak", ((int)((P2 *)_this)->streak));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 90: // STATE 674 - spsc.h:52 - [((mode!=0))] (681:0:2 - 1)
		IfNotBlocked
		reached[2][674] = 1;
		if (!((((int)((P2 *)_this)->mode)!=0)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: mode */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P2 *)_this)->mode;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->mode = 0;
		/* merge: mode = 0(0, 675, 681) */
		reached[2][675] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->mode);
		((P2 *)_this)->mode = 0;
#ifdef VAR_RANGES
		logval("receiver:mode", ((int)((P2 *)_this)->mode));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 91: // STATE 676 - tso.h:39 - [((sb[1].n<4))] (933:0:7 - 1)
		IfNotBlocked
		reached[2][676] = 1;
		if (!((((int)now.sb[1].n)<4)))
			continue;
		/* merge: sb[1].at[sb[1].n] = 4(933, 677, 933) */
		reached[2][677] = 1;
		(trpt+1)->bup.ovals = grab_ints(7);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 4;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].val[sb[1].n] = 0(933, 678, 933) */
		reached[2][678] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].n = (sb[1].n+1)(933, 679, 933) */
		reached[2][679] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[1].n);
		now.sb[1].n = (((int)now.sb[1].n)+1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
		/* merge: .(goto)(933, 684, 933) */
		reached[2][684] = 1;
		;
		/* merge: .(goto)(933, 687, 933) */
		reached[2][687] = 1;
		;
		/* merge: x = 0(933, 688, 933) */
		reached[2][688] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: .(goto)(933, 823, 933) */
		reached[2][823] = 1;
		;
		/* merge: .(goto)(933, 921, 933) */
		reached[2][921] = 1;
		;
		/* merge: x = 0(933, 922, 933) */
		reached[2][922] = 1;
		(trpt+1)->bup.ovals[4] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: r = 1(933, 924, 933) */
		reached[2][924] = 1;
		(trpt+1)->bup.ovals[5] = ((int)((P2 *)_this)->r);
		((P2 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("receiver:r", ((int)((P2 *)_this)->r));
#endif
		;
		/* merge: .(goto)(933, 927, 933) */
		reached[2][927] = 1;
		;
		/* merge: x = 0(933, 928, 933) */
		reached[2][928] = 1;
		(trpt+1)->bup.ovals[6] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 12 */
	case 92: // STATE 688 - spsc.h:55 - [x = 0] (0:933:4 - 5)
		IfNotBlocked
		reached[2][688] = 1;
		(trpt+1)->bup.ovals = grab_ints(4);
		(trpt+1)->bup.ovals[0] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: .(goto)(933, 823, 933) */
		reached[2][823] = 1;
		;
		/* merge: .(goto)(933, 921, 933) */
		reached[2][921] = 1;
		;
		/* merge: x = 0(933, 922, 933) */
		reached[2][922] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: r = 1(933, 924, 933) */
		reached[2][924] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P2 *)_this)->r);
		((P2 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("receiver:r", ((int)((P2 *)_this)->r));
#endif
		;
		/* merge: .(goto)(933, 927, 933) */
		reached[2][927] = 1;
		;
		/* merge: x = 0(933, 928, 933) */
		reached[2][928] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 6 */
	case 93: // STATE 691 - spsc.h:69 - [streak = (streak+1)] (0:0:1 - 1)
		IfNotBlocked
		reached[2][691] = 1;
		(trpt+1)->bup.oval = ((int)((P2 *)_this)->streak);
		((P2 *)_this)->streak = (((int)((P2 *)_this)->streak)+1);
#ifdef VAR_RANGES
		logval("receiver:streak", ((int)((P2 *)_this)->streak));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 94: // STATE 692 - spsc.h:71 - [((streak>=2))] (700:0:3 - 1)
		IfNotBlocked
		reached[2][692] = 1;
		if (!((((int)((P2 *)_this)->streak)>=2)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: streak */  (trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((P2 *)_this)->streak;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->streak = 0;
		/* merge: streak = 2(700, 693, 700) */
		reached[2][693] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->streak);
		((P2 *)_this)->streak = 2;
#ifdef VAR_RANGES
		logval("receiver:streak", ((int)((P2 *)_this)->streak));
#endif
		;
		/* merge: mode = 1(700, 694, 700) */
		reached[2][694] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P2 *)_this)->mode);
		((P2 *)_this)->mode = 1;
#ifdef VAR_RANGES
		logval("receiver:mode", ((int)((P2 *)_this)->mode));
#endif
		;
		_m = 3; goto P999; /* 2 */
	case 95: // STATE 695 - tso.h:39 - [((sb[1].n<4))] (723:0:3 - 1)
		IfNotBlocked
		reached[2][695] = 1;
		if (!((((int)now.sb[1].n)<4)))
			continue;
		/* merge: sb[1].at[sb[1].n] = 4(723, 696, 723) */
		reached[2][696] = 1;
		(trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 4;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].val[sb[1].n] = 1(723, 697, 723) */
		reached[2][697] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 1;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].n = (sb[1].n+1)(723, 698, 723) */
		reached[2][698] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[1].n);
		now.sb[1].n = (((int)now.sb[1].n)+1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
		_m = 3; goto P999; /* 3 */
	case 96: // STATE 722 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[1].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][722] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_2183_0: /* 2 */
S_2182_0: /* 2 */
S_2164_0: /* 2 */
		if (!((((int)now.sb[1].n)>0)))
			goto S_2182_1;
S_2179_0: /* 2 */
S_2165_0: /* 2 */
		now.mem[ Index(now.sb[1].at[0], 8) ] = ((int)now.sb[1].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[1].at[0]]", ((int)now.mem[ Index(((int)now.sb[1].at[0]), 8) ]));
#endif
		;
S_2166_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_2174_0: /* 2 */
S_2173_0: /* 2 */
S_2167_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_2173_1;
S_2168_0: /* 2 */
		now.sb[1].at[ Index((tso_i-1), 4) ] = ((int)now.sb[1].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].at[(tso_i-1)]", ((int)now.sb[1].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2169_0: /* 2 */
		now.sb[1].val[ Index((tso_i-1), 4) ] = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].val[(tso_i-1)]", ((int)now.sb[1].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2170_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_2174_0; /* ';' */
S_2173_1: /* 3 */
S_2171_0: /* 2 */
		/* else */;
S_2172_0: /* 2 */
		goto S_2176_0;	/* 'goto' */
S_2173_2: /* 3 */
		Uerror("blocking sel in d_step (nr.46, near line 27)");
S_2175_0: /* 2 */
		goto S_2176_0;	/* 'break' */
S_2176_0: /* 2 */
		now.sb[1].n = (((int)now.sb[1].n)-1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
S_2177_0: /* 2 */
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
S_2178_0: /* 2 */
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		goto S_2183_0; /* ';' */
		goto S_2183_0; /* ';' */
S_2182_1: /* 3 */
S_2180_0: /* 2 */
		/* else */;
S_2181_0: /* 2 */
		goto S_2184_0;	/* 'goto' */
S_2182_2: /* 3 */
		Uerror("blocking sel in d_step (nr.47, near line 36)");
S_2184_0: /* 2 */
		goto S_2202_0;	/* 'break' */
S_2202_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 97: // STATE 738 - tso.h:42 - [D_STEP42]
		IfNotBlocked

		reached[2][738] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_2187_0: /* 2 */
		((P2 *)_this)->x = ((int)now.mem[5]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
S_2188_0: /* 2 */
		tso_i = 0;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_2199_0: /* 2 */
S_2198_0: /* 2 */
S_2189_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_2198_1;
S_2193_0: /* 2 */
S_2190_0: /* 2 */
		if (!((((int)now.sb[1].at[ Index(((int)tso_i), 4) ])==5)))
			goto S_2193_1;
S_2191_0: /* 2 */
		((P2 *)_this)->x = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		goto S_2194_0;
S_2193_1: /* 3 */
S_2192_0: /* 2 */
		/* else */;
		goto S_2194_0;
S_2193_2: /* 3 */
		Uerror("blocking sel in d_step (nr.48, near line 46)");
S_2194_0: /* 2 */
S_2195_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_2199_0; /* ';' */
S_2198_1: /* 3 */
S_2196_0: /* 2 */
		/* else */;
S_2197_0: /* 2 */
		goto S_2200_0;	/* 'goto' */
S_2198_2: /* 3 */
		Uerror("blocking sel in d_step (nr.49, near line 45)");
S_2200_0: /* 2 */
		goto S_2280_0;	/* 'break' */
S_2280_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 98: // STATE 740 - spsc.h:80 - [(x)] (0:0:1 - 1)
		IfNotBlocked
		reached[2][740] = 1;
		if (!(((int)((P2 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.oval = ((P2 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->x = 0;
		_m = 3; goto P999; /* 0 */
	case 99: // STATE 762 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[1].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][762] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_2223_0: /* 2 */
S_2222_0: /* 2 */
S_2204_0: /* 2 */
		if (!((((int)now.sb[1].n)>0)))
			goto S_2222_1;
S_2219_0: /* 2 */
S_2205_0: /* 2 */
		now.mem[ Index(now.sb[1].at[0], 8) ] = ((int)now.sb[1].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[1].at[0]]", ((int)now.mem[ Index(((int)now.sb[1].at[0]), 8) ]));
#endif
		;
S_2206_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_2214_0: /* 2 */
S_2213_0: /* 2 */
S_2207_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_2213_1;
S_2208_0: /* 2 */
		now.sb[1].at[ Index((tso_i-1), 4) ] = ((int)now.sb[1].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].at[(tso_i-1)]", ((int)now.sb[1].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2209_0: /* 2 */
		now.sb[1].val[ Index((tso_i-1), 4) ] = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].val[(tso_i-1)]", ((int)now.sb[1].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2210_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_2214_0; /* ';' */
S_2213_1: /* 3 */
S_2211_0: /* 2 */
		/* else */;
S_2212_0: /* 2 */
		goto S_2216_0;	/* 'goto' */
S_2213_2: /* 3 */
		Uerror("blocking sel in d_step (nr.50, near line 27)");
S_2215_0: /* 2 */
		goto S_2216_0;	/* 'break' */
S_2216_0: /* 2 */
		now.sb[1].n = (((int)now.sb[1].n)-1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
S_2217_0: /* 2 */
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
S_2218_0: /* 2 */
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		goto S_2223_0; /* ';' */
		goto S_2223_0; /* ';' */
S_2222_1: /* 3 */
S_2220_0: /* 2 */
		/* else */;
S_2221_0: /* 2 */
		goto S_2227_0;	/* 'goto' */
S_2222_2: /* 3 */
		Uerror("blocking sel in d_step (nr.51, near line 36)");
S_2224_0: /* 2 */
		goto S_2227_0;	/* 'break' */
		goto S_2227_0;
S_2227_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 100: // STATE 764 - tso.h:52 - [x = mem[5]] (0:796:2 - 2)
		IfNotBlocked
		reached[2][764] = 1;
		(trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = ((int)now.mem[5]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: mem[5] = 0(796, 765, 796) */
		reached[2][765] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.mem[5]);
		now.mem[5] = 0;
#ifdef VAR_RANGES
		logval("mem[5]", ((int)now.mem[5]));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 101: // STATE 768 - spsc.h:47 - [(x)] (0:0:0 - 1)
		IfNotBlocked
		reached[2][768] = 1;
		if (!(((int)((P2 *)_this)->x)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 102: // STATE 790 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[1].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][790] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_2251_0: /* 2 */
S_2250_0: /* 2 */
S_2232_0: /* 2 */
		if (!((((int)now.sb[1].n)>0)))
			goto S_2250_1;
S_2247_0: /* 2 */
S_2233_0: /* 2 */
		now.mem[ Index(now.sb[1].at[0], 8) ] = ((int)now.sb[1].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[1].at[0]]", ((int)now.mem[ Index(((int)now.sb[1].at[0]), 8) ]));
#endif
		;
S_2234_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_2242_0: /* 2 */
S_2241_0: /* 2 */
S_2235_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_2241_1;
S_2236_0: /* 2 */
		now.sb[1].at[ Index((tso_i-1), 4) ] = ((int)now.sb[1].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].at[(tso_i-1)]", ((int)now.sb[1].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2237_0: /* 2 */
		now.sb[1].val[ Index((tso_i-1), 4) ] = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].val[(tso_i-1)]", ((int)now.sb[1].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2238_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_2242_0; /* ';' */
S_2241_1: /* 3 */
S_2239_0: /* 2 */
		/* else */;
S_2240_0: /* 2 */
		goto S_2244_0;	/* 'goto' */
S_2241_2: /* 3 */
		Uerror("blocking sel in d_step (nr.52, near line 27)");
S_2243_0: /* 2 */
		goto S_2244_0;	/* 'break' */
S_2244_0: /* 2 */
		now.sb[1].n = (((int)now.sb[1].n)-1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
S_2245_0: /* 2 */
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
S_2246_0: /* 2 */
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		goto S_2251_0; /* ';' */
		goto S_2251_0; /* ';' */
S_2250_1: /* 3 */
S_2248_0: /* 2 */
		/* else */;
S_2249_0: /* 2 */
		goto S_2252_0;	/* 'goto' */
S_2250_2: /* 3 */
		Uerror("blocking sel in d_step (nr.53, near line 36)");
S_2252_0: /* 2 */
		goto S_2255_0;	/* 'break' */
S_2255_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 103: // STATE 792 - spsc.h:39 - [asleep[0] = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[2][792] = 1;
		(trpt+1)->bup.oval = ((int)now.asleep[0]);
		now.asleep[0] = 0;
#ifdef VAR_RANGES
		logval("asleep[0]", ((int)now.asleep[0]));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 104: // STATE 798 - spsc.h:50 - [(x)] (809:0:2 - 1)
		IfNotBlocked
		reached[2][798] = 1;
		if (!(((int)((P2 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P2 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->x = 0;
		/* merge: streak = 0(0, 799, 809) */
		reached[2][799] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->streak);
		((P2 *)_this)->streak = 0;
#ifdef VAR_RANGES
		logval("receiver:streak", ((int)((P2 *)_this)->streak));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 105: // STATE 800 - spsc.h:52 - [((mode!=0))] (807:0:2 - 1)
		IfNotBlocked
		reached[2][800] = 1;
		if (!((((int)((P2 *)_this)->mode)!=0)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: mode */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P2 *)_this)->mode;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->mode = 0;
		/* merge: mode = 0(0, 801, 807) */
		reached[2][801] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->mode);
		((P2 *)_this)->mode = 0;
#ifdef VAR_RANGES
		logval("receiver:mode", ((int)((P2 *)_this)->mode));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 106: // STATE 802 - tso.h:39 - [((sb[1].n<4))] (933:0:7 - 1)
		IfNotBlocked
		reached[2][802] = 1;
		if (!((((int)now.sb[1].n)<4)))
			continue;
		/* merge: sb[1].at[sb[1].n] = 4(933, 803, 933) */
		reached[2][803] = 1;
		(trpt+1)->bup.ovals = grab_ints(7);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 4;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].val[sb[1].n] = 0(933, 804, 933) */
		reached[2][804] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].n = (sb[1].n+1)(933, 805, 933) */
		reached[2][805] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[1].n);
		now.sb[1].n = (((int)now.sb[1].n)+1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
		/* merge: .(goto)(933, 810, 933) */
		reached[2][810] = 1;
		;
		/* merge: .(goto)(933, 813, 933) */
		reached[2][813] = 1;
		;
		/* merge: x = 0(933, 814, 933) */
		reached[2][814] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: .(goto)(933, 818, 933) */
		reached[2][818] = 1;
		;
		/* merge: .(goto)(933, 821, 933) */
		reached[2][821] = 1;
		;
		/* merge: .(goto)(933, 823, 933) */
		reached[2][823] = 1;
		;
		/* merge: .(goto)(933, 921, 933) */
		reached[2][921] = 1;
		;
		/* merge: x = 0(933, 922, 933) */
		reached[2][922] = 1;
		(trpt+1)->bup.ovals[4] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: r = 1(933, 924, 933) */
		reached[2][924] = 1;
		(trpt+1)->bup.ovals[5] = ((int)((P2 *)_this)->r);
		((P2 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("receiver:r", ((int)((P2 *)_this)->r));
#endif
		;
		/* merge: .(goto)(933, 927, 933) */
		reached[2][927] = 1;
		;
		/* merge: x = 0(933, 928, 933) */
		reached[2][928] = 1;
		(trpt+1)->bup.ovals[6] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 14 */
	case 107: // STATE 814 - spsc.h:55 - [x = 0] (0:933:4 - 5)
		IfNotBlocked
		reached[2][814] = 1;
		(trpt+1)->bup.ovals = grab_ints(4);
		(trpt+1)->bup.ovals[0] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: .(goto)(933, 818, 933) */
		reached[2][818] = 1;
		;
		/* merge: .(goto)(933, 821, 933) */
		reached[2][821] = 1;
		;
		/* merge: .(goto)(933, 823, 933) */
		reached[2][823] = 1;
		;
		/* merge: .(goto)(933, 921, 933) */
		reached[2][921] = 1;
		;
		/* merge: x = 0(933, 922, 933) */
		reached[2][922] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: r = 1(933, 924, 933) */
		reached[2][924] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P2 *)_this)->r);
		((P2 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("receiver:r", ((int)((P2 *)_this)->r));
#endif
		;
		/* merge: .(goto)(933, 927, 933) */
		reached[2][927] = 1;
		;
		/* merge: x = 0(933, 928, 933) */
		reached[2][928] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 8 */
	case 108: // STATE 839 - tso.h:42 - [D_STEP42]
		IfNotBlocked

		reached[2][839] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_2288_0: /* 2 */
		((P2 *)_this)->x = ((int)now.mem[5]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
S_2289_0: /* 2 */
		tso_i = 0;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_2300_0: /* 2 */
S_2299_0: /* 2 */
S_2290_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_2299_1;
S_2294_0: /* 2 */
S_2291_0: /* 2 */
		if (!((((int)now.sb[1].at[ Index(((int)tso_i), 4) ])==5)))
			goto S_2294_1;
S_2292_0: /* 2 */
		((P2 *)_this)->x = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		goto S_2295_0;
S_2294_1: /* 3 */
S_2293_0: /* 2 */
		/* else */;
		goto S_2295_0;
S_2294_2: /* 3 */
		Uerror("blocking sel in d_step (nr.54, near line 46)");
S_2295_0: /* 2 */
S_2296_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_2300_0; /* ';' */
S_2299_1: /* 3 */
S_2297_0: /* 2 */
		/* else */;
S_2298_0: /* 2 */
		goto S_2301_0;	/* 'goto' */
S_2299_2: /* 3 */
		Uerror("blocking sel in d_step (nr.55, near line 45)");
S_2301_0: /* 2 */
		goto S_2381_0;	/* 'break' */
S_2381_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 109: // STATE 841 - spsc.h:87 - [(x)] (0:0:1 - 1)
		IfNotBlocked
		reached[2][841] = 1;
		if (!(((int)((P2 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.oval = ((P2 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->x = 0;
		_m = 3; goto P999; /* 0 */
	case 110: // STATE 863 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[1].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][863] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_2324_0: /* 2 */
S_2323_0: /* 2 */
S_2305_0: /* 2 */
		if (!((((int)now.sb[1].n)>0)))
			goto S_2323_1;
S_2320_0: /* 2 */
S_2306_0: /* 2 */
		now.mem[ Index(now.sb[1].at[0], 8) ] = ((int)now.sb[1].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[1].at[0]]", ((int)now.mem[ Index(((int)now.sb[1].at[0]), 8) ]));
#endif
		;
S_2307_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_2315_0: /* 2 */
S_2314_0: /* 2 */
S_2308_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_2314_1;
S_2309_0: /* 2 */
		now.sb[1].at[ Index((tso_i-1), 4) ] = ((int)now.sb[1].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].at[(tso_i-1)]", ((int)now.sb[1].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2310_0: /* 2 */
		now.sb[1].val[ Index((tso_i-1), 4) ] = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].val[(tso_i-1)]", ((int)now.sb[1].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2311_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_2315_0; /* ';' */
S_2314_1: /* 3 */
S_2312_0: /* 2 */
		/* else */;
S_2313_0: /* 2 */
		goto S_2317_0;	/* 'goto' */
S_2314_2: /* 3 */
		Uerror("blocking sel in d_step (nr.56, near line 27)");
S_2316_0: /* 2 */
		goto S_2317_0;	/* 'break' */
S_2317_0: /* 2 */
		now.sb[1].n = (((int)now.sb[1].n)-1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
S_2318_0: /* 2 */
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
S_2319_0: /* 2 */
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		goto S_2324_0; /* ';' */
		goto S_2324_0; /* ';' */
S_2323_1: /* 3 */
S_2321_0: /* 2 */
		/* else */;
S_2322_0: /* 2 */
		goto S_2328_0;	/* 'goto' */
S_2323_2: /* 3 */
		Uerror("blocking sel in d_step (nr.57, near line 36)");
S_2325_0: /* 2 */
		goto S_2328_0;	/* 'break' */
		goto S_2328_0;
S_2328_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 111: // STATE 865 - tso.h:52 - [x = mem[5]] (0:897:2 - 2)
		IfNotBlocked
		reached[2][865] = 1;
		(trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = ((int)now.mem[5]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: mem[5] = 0(897, 866, 897) */
		reached[2][866] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.mem[5]);
		now.mem[5] = 0;
#ifdef VAR_RANGES
		logval("mem[5]", ((int)now.mem[5]));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 112: // STATE 869 - spsc.h:47 - [(x)] (0:0:0 - 1)
		IfNotBlocked
		reached[2][869] = 1;
		if (!(((int)((P2 *)_this)->x)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 113: // STATE 891 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[1].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][891] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_2352_0: /* 2 */
S_2351_0: /* 2 */
S_2333_0: /* 2 */
		if (!((((int)now.sb[1].n)>0)))
			goto S_2351_1;
S_2348_0: /* 2 */
S_2334_0: /* 2 */
		now.mem[ Index(now.sb[1].at[0], 8) ] = ((int)now.sb[1].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[1].at[0]]", ((int)now.mem[ Index(((int)now.sb[1].at[0]), 8) ]));
#endif
		;
S_2335_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_2343_0: /* 2 */
S_2342_0: /* 2 */
S_2336_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_2342_1;
S_2337_0: /* 2 */
		now.sb[1].at[ Index((tso_i-1), 4) ] = ((int)now.sb[1].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].at[(tso_i-1)]", ((int)now.sb[1].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2338_0: /* 2 */
		now.sb[1].val[ Index((tso_i-1), 4) ] = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].val[(tso_i-1)]", ((int)now.sb[1].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2339_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_2343_0; /* ';' */
S_2342_1: /* 3 */
S_2340_0: /* 2 */
		/* else */;
S_2341_0: /* 2 */
		goto S_2345_0;	/* 'goto' */
S_2342_2: /* 3 */
		Uerror("blocking sel in d_step (nr.58, near line 27)");
S_2344_0: /* 2 */
		goto S_2345_0;	/* 'break' */
S_2345_0: /* 2 */
		now.sb[1].n = (((int)now.sb[1].n)-1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
S_2346_0: /* 2 */
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
S_2347_0: /* 2 */
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		goto S_2352_0; /* ';' */
		goto S_2352_0; /* ';' */
S_2351_1: /* 3 */
S_2349_0: /* 2 */
		/* else */;
S_2350_0: /* 2 */
		goto S_2353_0;	/* 'goto' */
S_2351_2: /* 3 */
		Uerror("blocking sel in d_step (nr.59, near line 36)");
S_2353_0: /* 2 */
		goto S_2356_0;	/* 'break' */
S_2356_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 114: // STATE 893 - spsc.h:39 - [asleep[0] = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[2][893] = 1;
		(trpt+1)->bup.oval = ((int)now.asleep[0]);
		now.asleep[0] = 0;
#ifdef VAR_RANGES
		logval("asleep[0]", ((int)now.asleep[0]));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 115: // STATE 899 - spsc.h:50 - [(x)] (910:0:2 - 1)
		IfNotBlocked
		reached[2][899] = 1;
		if (!(((int)((P2 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P2 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->x = 0;
		/* merge: streak = 0(0, 900, 910) */
		reached[2][900] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->streak);
		((P2 *)_this)->streak = 0;
#ifdef VAR_RANGES
		logval("receiver:streak", ((int)((P2 *)_this)->streak));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 116: // STATE 901 - spsc.h:52 - [((mode!=0))] (908:0:2 - 1)
		IfNotBlocked
		reached[2][901] = 1;
		if (!((((int)((P2 *)_this)->mode)!=0)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: mode */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P2 *)_this)->mode;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->mode = 0;
		/* merge: mode = 0(0, 902, 908) */
		reached[2][902] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->mode);
		((P2 *)_this)->mode = 0;
#ifdef VAR_RANGES
		logval("receiver:mode", ((int)((P2 *)_this)->mode));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 117: // STATE 903 - tso.h:39 - [((sb[1].n<4))] (933:0:7 - 1)
		IfNotBlocked
		reached[2][903] = 1;
		if (!((((int)now.sb[1].n)<4)))
			continue;
		/* merge: sb[1].at[sb[1].n] = 4(933, 904, 933) */
		reached[2][904] = 1;
		(trpt+1)->bup.ovals = grab_ints(7);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 4;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].val[sb[1].n] = 0(933, 905, 933) */
		reached[2][905] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].n = (sb[1].n+1)(933, 906, 933) */
		reached[2][906] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[1].n);
		now.sb[1].n = (((int)now.sb[1].n)+1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
		/* merge: .(goto)(933, 911, 933) */
		reached[2][911] = 1;
		;
		/* merge: .(goto)(933, 914, 933) */
		reached[2][914] = 1;
		;
		/* merge: x = 0(933, 915, 933) */
		reached[2][915] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: .(goto)(933, 919, 933) */
		reached[2][919] = 1;
		;
		/* merge: .(goto)(933, 921, 933) */
		reached[2][921] = 1;
		;
		/* merge: x = 0(933, 922, 933) */
		reached[2][922] = 1;
		(trpt+1)->bup.ovals[4] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: r = 1(933, 924, 933) */
		reached[2][924] = 1;
		(trpt+1)->bup.ovals[5] = ((int)((P2 *)_this)->r);
		((P2 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("receiver:r", ((int)((P2 *)_this)->r));
#endif
		;
		/* merge: .(goto)(933, 927, 933) */
		reached[2][927] = 1;
		;
		/* merge: x = 0(933, 928, 933) */
		reached[2][928] = 1;
		(trpt+1)->bup.ovals[6] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 12 */
	case 118: // STATE 915 - spsc.h:55 - [x = 0] (0:933:4 - 5)
		IfNotBlocked
		reached[2][915] = 1;
		(trpt+1)->bup.ovals = grab_ints(4);
		(trpt+1)->bup.ovals[0] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: .(goto)(933, 919, 933) */
		reached[2][919] = 1;
		;
		/* merge: .(goto)(933, 921, 933) */
		reached[2][921] = 1;
		;
		/* merge: x = 0(933, 922, 933) */
		reached[2][922] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: r = 1(933, 924, 933) */
		reached[2][924] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P2 *)_this)->r);
		((P2 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("receiver:r", ((int)((P2 *)_this)->r));
#endif
		;
		/* merge: .(goto)(933, 927, 933) */
		reached[2][927] = 1;
		;
		/* merge: x = 0(933, 928, 933) */
		reached[2][928] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 6 */
	case 119: // STATE 922 - spsc.h:89 - [x = 0] (0:933:3 - 11)
		IfNotBlocked
		reached[2][922] = 1;
		(trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: r = 1(933, 924, 933) */
		reached[2][924] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->r);
		((P2 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("receiver:r", ((int)((P2 *)_this)->r));
#endif
		;
		/* merge: .(goto)(933, 927, 933) */
		reached[2][927] = 1;
		;
		/* merge: x = 0(933, 928, 933) */
		reached[2][928] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 3 */
	case 120: // STATE 928 - spsc.h:150 - [x = 0] (0:933:1 - 3)
		IfNotBlocked
		reached[2][928] = 1;
		(trpt+1)->bup.oval = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 121: // STATE 930 - spsc.h:264 - [((r!=0))] (1429:0:2 - 1)
		IfNotBlocked
		reached[2][930] = 1;
		if (!((((int)((P2 *)_this)->r)!=0)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: r */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P2 *)_this)->r;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->r = 0;
		/* merge: goto :b101(1429, 931, 1429) */
		reached[2][931] = 1;
		;
		/* merge: rc = 0(1429, 1402, 1429) */
		reached[2][1402] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->rc);
		((P2 *)_this)->rc = 0;
#ifdef VAR_RANGES
		logval("receiver:rc", ((int)((P2 *)_this)->rc));
#endif
		;
		_m = 3; goto P999; /* 2 */
	case 122: // STATE 956 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[1].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][956] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_2417_0: /* 2 */
S_2416_0: /* 2 */
S_2398_0: /* 2 */
		if (!((((int)now.sb[1].n)>0)))
			goto S_2416_1;
S_2413_0: /* 2 */
S_2399_0: /* 2 */
		now.mem[ Index(now.sb[1].at[0], 8) ] = ((int)now.sb[1].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[1].at[0]]", ((int)now.mem[ Index(((int)now.sb[1].at[0]), 8) ]));
#endif
		;
S_2400_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_2408_0: /* 2 */
S_2407_0: /* 2 */
S_2401_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_2407_1;
S_2402_0: /* 2 */
		now.sb[1].at[ Index((tso_i-1), 4) ] = ((int)now.sb[1].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].at[(tso_i-1)]", ((int)now.sb[1].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2403_0: /* 2 */
		now.sb[1].val[ Index((tso_i-1), 4) ] = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].val[(tso_i-1)]", ((int)now.sb[1].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2404_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_2408_0; /* ';' */
S_2407_1: /* 3 */
S_2405_0: /* 2 */
		/* else */;
S_2406_0: /* 2 */
		goto S_2410_0;	/* 'goto' */
S_2407_2: /* 3 */
		Uerror("blocking sel in d_step (nr.60, near line 27)");
S_2409_0: /* 2 */
		goto S_2410_0;	/* 'break' */
S_2410_0: /* 2 */
		now.sb[1].n = (((int)now.sb[1].n)-1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
S_2411_0: /* 2 */
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
S_2412_0: /* 2 */
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		goto S_2417_0; /* ';' */
		goto S_2417_0; /* ';' */
S_2416_1: /* 3 */
S_2414_0: /* 2 */
		/* else */;
S_2415_0: /* 2 */
		goto S_2424_0;	/* 'goto' */
S_2416_2: /* 3 */
		Uerror("blocking sel in d_step (nr.61, near line 36)");
S_2418_0: /* 2 */
		goto S_2424_0;	/* 'break' */
		goto S_2424_0;
S_2424_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 123: // STATE 958 - spsc.h:183 - [((mem[6]==1))] (967:0:1 - 1)
		IfNotBlocked
		reached[2][958] = 1;
		if (!((((int)now.mem[6])==1)))
			continue;
		/* merge: asleep[1] = 1(0, 959, 967) */
		reached[2][959] = 1;
		(trpt+1)->bup.oval = ((int)now.asleep[1]);
		now.asleep[1] = 1;
#ifdef VAR_RANGES
		logval("asleep[1]", ((int)now.asleep[1]));
#endif
		;
		/* merge: .(goto)(0, 962, 967) */
		reached[2][962] = 1;
		;
		_m = 3; goto P999; /* 2 */
	case 124: // STATE 963 - spsc.h:184 - [(((naps>0)&&asleep[1]))] (978:0:2 - 1)
		IfNotBlocked
		reached[2][963] = 1;
		if (!(((((int)((P2 *)_this)->naps)>0)&&((int)now.asleep[1]))))
			continue;
		/* merge: naps = (naps-1)(978, 964, 978) */
		reached[2][964] = 1;
		(trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((int)((P2 *)_this)->naps);
		((P2 *)_this)->naps = (((int)((P2 *)_this)->naps)-1);
#ifdef VAR_RANGES
		logval("receiver:naps", ((int)((P2 *)_this)->naps));
#endif
		;
		/* merge: timed = 1(978, 965, 978) */
		reached[2][965] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->timed);
		((P2 *)_this)->timed = 1;
#ifdef VAR_RANGES
		logval("receiver:timed", ((int)((P2 *)_this)->timed));
#endif
		;
		/* merge: .(goto)(978, 968, 978) */
		reached[2][968] = 1;
		;
		_m = 3; goto P999; /* 3 */
	case 125: // STATE 968 - spsc.h:185 - [.(goto)] (0:978:0 - 2)
		IfNotBlocked
		reached[2][968] = 1;
		;
		_m = 3; goto P999; /* 0 */
	case 126: // STATE 966 - spsc.h:184 - [(1)] (978:0:0 - 1)
		IfNotBlocked
		reached[2][966] = 1;
		if (!(1))
			continue;
		/* merge: .(goto)(978, 968, 978) */
		reached[2][968] = 1;
		;
		_m = 3; goto P999; /* 1 */
	case 127: // STATE 970 - spsc.h:187 - [(!(asleep[1]))] (1393:0:1 - 1)
		IfNotBlocked
		reached[2][970] = 1;
		if (!( !(((int)now.asleep[1]))))
			continue;
		/* merge: timed = 0(0, 971, 1393) */
		reached[2][971] = 1;
		(trpt+1)->bup.oval = ((int)((P2 *)_this)->timed);
		((P2 *)_this)->timed = 0;
#ifdef VAR_RANGES
		logval("receiver:timed", ((int)((P2 *)_this)->timed));
#endif
		;
		/* merge: .(goto)(0, 979, 1393) */
		reached[2][979] = 1;
		;
		_m = 3; goto P999; /* 2 */
	case 128: // STATE 973 - spsc.h:188 - [((timed&&asleep[1]))] (1393:0:4 - 1)
		IfNotBlocked
		reached[2][973] = 1;
		if (!((((int)((P2 *)_this)->timed)&&((int)now.asleep[1]))))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: timed */  (trpt+1)->bup.ovals = grab_ints(4);
		(trpt+1)->bup.ovals[0] = ((P2 *)_this)->timed;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->timed = 0;
		/* merge: asleep[1] = 0(1393, 974, 1393) */
		reached[2][974] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.asleep[1]);
		now.asleep[1] = 0;
#ifdef VAR_RANGES
		logval("asleep[1]", ((int)now.asleep[1]));
#endif
		;
		/* merge: timed = 0(1393, 975, 1393) */
		reached[2][975] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P2 *)_this)->timed);
		((P2 *)_this)->timed = 0;
#ifdef VAR_RANGES
		logval("receiver:timed", ((int)((P2 *)_this)->timed));
#endif
		;
		/* merge: rc = 3(1393, 976, 1393) */
		reached[2][976] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P2 *)_this)->rc);
		((P2 *)_this)->rc = 3;
#ifdef VAR_RANGES
		logval("receiver:rc", ((int)((P2 *)_this)->rc));
#endif
		;
		/* merge: .(goto)(0, 979, 1393) */
		reached[2][979] = 1;
		;
		_m = 3; goto P999; /* 4 */
	case 129: // STATE 981 - spsc.h:133 - [r = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[2][981] = 1;
		(trpt+1)->bup.oval = ((int)((P2 *)_this)->r);
		((P2 *)_this)->r = 0;
#ifdef VAR_RANGES
		logval("receiver:r", ((int)((P2 *)_this)->r));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 130: // STATE 982 - spsc.h:134 - [((seen==got))] (0:0:1 - 1)
		IfNotBlocked
		reached[2][982] = 1;
		if (!((((int)((P2 *)_this)->seen)==((int)now.got))))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: seen */  (trpt+1)->bup.oval = ((P2 *)_this)->seen;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->seen = 0;
		_m = 3; goto P999; /* 0 */
	case 131: // STATE 997 - tso.h:42 - [D_STEP42]
		IfNotBlocked

		reached[2][997] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_2446_0: /* 2 */
		((P2 *)_this)->x = ((int)now.mem[2]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
S_2447_0: /* 2 */
		tso_i = 0;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_2458_0: /* 2 */
S_2457_0: /* 2 */
S_2448_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_2457_1;
S_2452_0: /* 2 */
S_2449_0: /* 2 */
		if (!((((int)now.sb[1].at[ Index(((int)tso_i), 4) ])==2)))
			goto S_2452_1;
S_2450_0: /* 2 */
		((P2 *)_this)->x = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		goto S_2453_0;
S_2452_1: /* 3 */
S_2451_0: /* 2 */
		/* else */;
		goto S_2453_0;
S_2452_2: /* 3 */
		Uerror("blocking sel in d_step (nr.62, near line 46)");
S_2453_0: /* 2 */
S_2454_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_2458_0; /* ';' */
S_2457_1: /* 3 */
S_2455_0: /* 2 */
		/* else */;
S_2456_0: /* 2 */
		goto S_2459_0;	/* 'goto' */
S_2457_2: /* 3 */
		Uerror("blocking sel in d_step (nr.63, near line 45)");
S_2459_0: /* 2 */
		goto S_2470_0;	/* 'break' */
S_2470_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 132: // STATE 999 - spsc.h:128 - [((x!=got))] (0:0:1 - 1)
		IfNotBlocked
		reached[2][999] = 1;
		if (!((((int)((P2 *)_this)->x)!=((int)now.got))))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.oval = ((P2 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->x = 0;
		_m = 3; goto P999; /* 0 */
	case 133: // STATE 1000 - tso.h:39 - [((sb[1].n<4))] (1024:0:3 - 1)
		IfNotBlocked
		reached[2][1000] = 1;
		if (!((((int)now.sb[1].n)<4)))
			continue;
		/* merge: sb[1].at[sb[1].n] = 2(1024, 1001, 1024) */
		reached[2][1001] = 1;
		(trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 2;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].val[sb[1].n] = got(1024, 1002, 1024) */
		reached[2][1002] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = ((int)now.got);
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].n = (sb[1].n+1)(1024, 1003, 1024) */
		reached[2][1003] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[1].n);
		now.sb[1].n = (((int)now.sb[1].n)+1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
		/* merge: .(goto)(0, 1008, 1024) */
		reached[2][1008] = 1;
		;
		_m = 3; goto P999; /* 4 */
	case 134: // STATE 1023 - tso.h:42 - [D_STEP42]
		IfNotBlocked

		reached[2][1023] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_2472_0: /* 2 */
		((P2 *)_this)->seen = ((int)now.mem[0]);
#ifdef VAR_RANGES
		logval("receiver:seen", ((int)((P2 *)_this)->seen));
#endif
		;
S_2473_0: /* 2 */
		tso_i = 0;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_2484_0: /* 2 */
S_2483_0: /* 2 */
S_2474_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_2483_1;
S_2478_0: /* 2 */
S_2475_0: /* 2 */
		if (!((((int)now.sb[1].at[ Index(((int)tso_i), 4) ])==0)))
			goto S_2478_1;
S_2476_0: /* 2 */
		((P2 *)_this)->seen = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("receiver:seen", ((int)((P2 *)_this)->seen));
#endif
		;
		goto S_2479_0;
S_2478_1: /* 3 */
S_2477_0: /* 2 */
		/* else */;
		goto S_2479_0;
S_2478_2: /* 3 */
		Uerror("blocking sel in d_step (nr.64, near line 46)");
S_2479_0: /* 2 */
S_2480_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_2484_0; /* ';' */
S_2483_1: /* 3 */
S_2481_0: /* 2 */
		/* else */;
S_2482_0: /* 2 */
		goto S_2485_0;	/* 'goto' */
S_2483_2: /* 3 */
		Uerror("blocking sel in d_step (nr.65, near line 45)");
S_2485_0: /* 2 */
		goto S_2488_0;	/* 'break' */
S_2488_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 135: // STATE 1025 - spsc.h:130 - [x = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[2][1025] = 1;
		(trpt+1)->bup.oval = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 136: // STATE 1030 - spsc.h:136 - [(((r==0)&&(seen!=got)))] (0:0:1 - 1)
		IfNotBlocked
		reached[2][1030] = 1;
		if (!(((((int)((P2 *)_this)->r)==0)&&(((int)((P2 *)_this)->seen)!=((int)now.got)))))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: r */  (trpt+1)->bup.oval = ((P2 *)_this)->r;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->r = 0;
		_m = 3; goto P999; /* 0 */
	case 137: // STATE 1031 - spsc.h:137 - [got = (got+1)] (0:0:1 - 1)
		IfNotBlocked
		reached[2][1031] = 1;
		(trpt+1)->bup.oval = ((int)now.got);
		now.got = (((int)now.got)+1);
#ifdef VAR_RANGES
		logval("got", ((int)now.got));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 138: // STATE 1032 - tso.h:39 - [((sb[1].n<4))] (1387:0:3 - 1)
		IfNotBlocked
		reached[2][1032] = 1;
		if (!((((int)now.sb[1].n)<4)))
			continue;
		/* merge: sb[1].at[sb[1].n] = 1(1387, 1033, 1387) */
		reached[2][1033] = 1;
		(trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 1;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].val[sb[1].n] = got(1387, 1034, 1387) */
		reached[2][1034] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = ((int)now.got);
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].n = (sb[1].n+1)(1387, 1035, 1387) */
		reached[2][1035] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[1].n);
		now.sb[1].n = (((int)now.sb[1].n)+1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
		_m = 3; goto P999; /* 3 */
	case 139: // STATE 1038 - spsc.h:61 - [((mode==0))] (0:0:0 - 1)
		IfNotBlocked
		reached[2][1038] = 1;
		if (!((((int)((P2 *)_this)->mode)==0)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 140: // STATE 1060 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[1].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][1060] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_2521_0: /* 2 */
S_2520_0: /* 2 */
S_2502_0: /* 2 */
		if (!((((int)now.sb[1].n)>0)))
			goto S_2520_1;
S_2517_0: /* 2 */
S_2503_0: /* 2 */
		now.mem[ Index(now.sb[1].at[0], 8) ] = ((int)now.sb[1].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[1].at[0]]", ((int)now.mem[ Index(((int)now.sb[1].at[0]), 8) ]));
#endif
		;
S_2504_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_2512_0: /* 2 */
S_2511_0: /* 2 */
S_2505_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_2511_1;
S_2506_0: /* 2 */
		now.sb[1].at[ Index((tso_i-1), 4) ] = ((int)now.sb[1].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].at[(tso_i-1)]", ((int)now.sb[1].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2507_0: /* 2 */
		now.sb[1].val[ Index((tso_i-1), 4) ] = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].val[(tso_i-1)]", ((int)now.sb[1].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2508_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_2512_0; /* ';' */
S_2511_1: /* 3 */
S_2509_0: /* 2 */
		/* else */;
S_2510_0: /* 2 */
		goto S_2514_0;	/* 'goto' */
S_2511_2: /* 3 */
		Uerror("blocking sel in d_step (nr.66, near line 27)");
S_2513_0: /* 2 */
		goto S_2514_0;	/* 'break' */
S_2514_0: /* 2 */
		now.sb[1].n = (((int)now.sb[1].n)-1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
S_2515_0: /* 2 */
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
S_2516_0: /* 2 */
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		goto S_2521_0; /* ';' */
		goto S_2521_0; /* ';' */
S_2520_1: /* 3 */
S_2518_0: /* 2 */
		/* else */;
S_2519_0: /* 2 */
		goto S_2522_0;	/* 'goto' */
S_2520_2: /* 3 */
		Uerror("blocking sel in d_step (nr.67, near line 36)");
S_2522_0: /* 2 */
		goto S_2540_0;	/* 'break' */
S_2540_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 141: // STATE 1076 - tso.h:42 - [D_STEP42]
		IfNotBlocked

		reached[2][1076] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_2525_0: /* 2 */
		((P2 *)_this)->x = ((int)now.mem[5]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
S_2526_0: /* 2 */
		tso_i = 0;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_2537_0: /* 2 */
S_2536_0: /* 2 */
S_2527_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_2536_1;
S_2531_0: /* 2 */
S_2528_0: /* 2 */
		if (!((((int)now.sb[1].at[ Index(((int)tso_i), 4) ])==5)))
			goto S_2531_1;
S_2529_0: /* 2 */
		((P2 *)_this)->x = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		goto S_2532_0;
S_2531_1: /* 3 */
S_2530_0: /* 2 */
		/* else */;
		goto S_2532_0;
S_2531_2: /* 3 */
		Uerror("blocking sel in d_step (nr.68, near line 46)");
S_2532_0: /* 2 */
S_2533_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_2537_0; /* ';' */
S_2536_1: /* 3 */
S_2534_0: /* 2 */
		/* else */;
S_2535_0: /* 2 */
		goto S_2538_0;	/* 'goto' */
S_2536_2: /* 3 */
		Uerror("blocking sel in d_step (nr.69, near line 45)");
S_2538_0: /* 2 */
		goto S_2749_0;	/* 'break' */
S_2749_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 142: // STATE 1078 - spsc.h:67 - [(x)] (0:0:1 - 1)
		IfNotBlocked
		reached[2][1078] = 1;
		if (!(((int)((P2 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.oval = ((P2 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->x = 0;
		_m = 3; goto P999; /* 0 */
	case 143: // STATE 1100 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[1].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][1100] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_2561_0: /* 2 */
S_2560_0: /* 2 */
S_2542_0: /* 2 */
		if (!((((int)now.sb[1].n)>0)))
			goto S_2560_1;
S_2557_0: /* 2 */
S_2543_0: /* 2 */
		now.mem[ Index(now.sb[1].at[0], 8) ] = ((int)now.sb[1].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[1].at[0]]", ((int)now.mem[ Index(((int)now.sb[1].at[0]), 8) ]));
#endif
		;
S_2544_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_2552_0: /* 2 */
S_2551_0: /* 2 */
S_2545_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_2551_1;
S_2546_0: /* 2 */
		now.sb[1].at[ Index((tso_i-1), 4) ] = ((int)now.sb[1].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].at[(tso_i-1)]", ((int)now.sb[1].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2547_0: /* 2 */
		now.sb[1].val[ Index((tso_i-1), 4) ] = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].val[(tso_i-1)]", ((int)now.sb[1].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2548_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_2552_0; /* ';' */
S_2551_1: /* 3 */
S_2549_0: /* 2 */
		/* else */;
S_2550_0: /* 2 */
		goto S_2554_0;	/* 'goto' */
S_2551_2: /* 3 */
		Uerror("blocking sel in d_step (nr.70, near line 27)");
S_2553_0: /* 2 */
		goto S_2554_0;	/* 'break' */
S_2554_0: /* 2 */
		now.sb[1].n = (((int)now.sb[1].n)-1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
S_2555_0: /* 2 */
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
S_2556_0: /* 2 */
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		goto S_2561_0; /* ';' */
		goto S_2561_0; /* ';' */
S_2560_1: /* 3 */
S_2558_0: /* 2 */
		/* else */;
S_2559_0: /* 2 */
		goto S_2565_0;	/* 'goto' */
S_2560_2: /* 3 */
		Uerror("blocking sel in d_step (nr.71, near line 36)");
S_2562_0: /* 2 */
		goto S_2565_0;	/* 'break' */
		goto S_2565_0;
S_2565_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 144: // STATE 1102 - tso.h:52 - [x = mem[5]] (0:1134:2 - 2)
		IfNotBlocked
		reached[2][1102] = 1;
		(trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = ((int)now.mem[5]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: mem[5] = 0(1134, 1103, 1134) */
		reached[2][1103] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.mem[5]);
		now.mem[5] = 0;
#ifdef VAR_RANGES
		logval("mem[5]", ((int)now.mem[5]));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 145: // STATE 1106 - spsc.h:47 - [(x)] (0:0:0 - 1)
		IfNotBlocked
		reached[2][1106] = 1;
		if (!(((int)((P2 *)_this)->x)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 146: // STATE 1128 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[1].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][1128] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_2589_0: /* 2 */
S_2588_0: /* 2 */
S_2570_0: /* 2 */
		if (!((((int)now.sb[1].n)>0)))
			goto S_2588_1;
S_2585_0: /* 2 */
S_2571_0: /* 2 */
		now.mem[ Index(now.sb[1].at[0], 8) ] = ((int)now.sb[1].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[1].at[0]]", ((int)now.mem[ Index(((int)now.sb[1].at[0]), 8) ]));
#endif
		;
S_2572_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_2580_0: /* 2 */
S_2579_0: /* 2 */
S_2573_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_2579_1;
S_2574_0: /* 2 */
		now.sb[1].at[ Index((tso_i-1), 4) ] = ((int)now.sb[1].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].at[(tso_i-1)]", ((int)now.sb[1].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2575_0: /* 2 */
		now.sb[1].val[ Index((tso_i-1), 4) ] = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].val[(tso_i-1)]", ((int)now.sb[1].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2576_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_2580_0; /* ';' */
S_2579_1: /* 3 */
S_2577_0: /* 2 */
		/* else */;
S_2578_0: /* 2 */
		goto S_2582_0;	/* 'goto' */
S_2579_2: /* 3 */
		Uerror("blocking sel in d_step (nr.72, near line 27)");
S_2581_0: /* 2 */
		goto S_2582_0;	/* 'break' */
S_2582_0: /* 2 */
		now.sb[1].n = (((int)now.sb[1].n)-1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
S_2583_0: /* 2 */
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
S_2584_0: /* 2 */
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		goto S_2589_0; /* ';' */
		goto S_2589_0; /* ';' */
S_2588_1: /* 3 */
S_2586_0: /* 2 */
		/* else */;
S_2587_0: /* 2 */
		goto S_2590_0;	/* 'goto' */
S_2588_2: /* 3 */
		Uerror("blocking sel in d_step (nr.73, near line 36)");
S_2590_0: /* 2 */
		goto S_2593_0;	/* 'break' */
S_2593_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 147: // STATE 1130 - spsc.h:39 - [asleep[0] = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[2][1130] = 1;
		(trpt+1)->bup.oval = ((int)now.asleep[0]);
		now.asleep[0] = 0;
#ifdef VAR_RANGES
		logval("asleep[0]", ((int)now.asleep[0]));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 148: // STATE 1136 - spsc.h:50 - [(x)] (1147:0:2 - 1)
		IfNotBlocked
		reached[2][1136] = 1;
		if (!(((int)((P2 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P2 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->x = 0;
		/* merge: streak = 0(0, 1137, 1147) */
		reached[2][1137] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->streak);
		((P2 *)_this)->streak = 0;
#ifdef VAR_RANGES
		logval("receiver:streak", ((int)((P2 *)_this)->streak));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 149: // STATE 1138 - spsc.h:52 - [((mode!=0))] (1145:0:2 - 1)
		IfNotBlocked
		reached[2][1138] = 1;
		if (!((((int)((P2 *)_this)->mode)!=0)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: mode */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P2 *)_this)->mode;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->mode = 0;
		/* merge: mode = 0(0, 1139, 1145) */
		reached[2][1139] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->mode);
		((P2 *)_this)->mode = 0;
#ifdef VAR_RANGES
		logval("receiver:mode", ((int)((P2 *)_this)->mode));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 150: // STATE 1140 - tso.h:39 - [((sb[1].n<4))] (1397:0:7 - 1)
		IfNotBlocked
		reached[2][1140] = 1;
		if (!((((int)now.sb[1].n)<4)))
			continue;
		/* merge: sb[1].at[sb[1].n] = 4(1397, 1141, 1397) */
		reached[2][1141] = 1;
		(trpt+1)->bup.ovals = grab_ints(7);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 4;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].val[sb[1].n] = 0(1397, 1142, 1397) */
		reached[2][1142] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].n = (sb[1].n+1)(1397, 1143, 1397) */
		reached[2][1143] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[1].n);
		now.sb[1].n = (((int)now.sb[1].n)+1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
		/* merge: .(goto)(1397, 1148, 1397) */
		reached[2][1148] = 1;
		;
		/* merge: .(goto)(1397, 1151, 1397) */
		reached[2][1151] = 1;
		;
		/* merge: x = 0(1397, 1152, 1397) */
		reached[2][1152] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: .(goto)(1397, 1287, 1397) */
		reached[2][1287] = 1;
		;
		/* merge: .(goto)(1397, 1385, 1397) */
		reached[2][1385] = 1;
		;
		/* merge: x = 0(1397, 1386, 1397) */
		reached[2][1386] = 1;
		(trpt+1)->bup.ovals[4] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: r = 1(1397, 1388, 1397) */
		reached[2][1388] = 1;
		(trpt+1)->bup.ovals[5] = ((int)((P2 *)_this)->r);
		((P2 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("receiver:r", ((int)((P2 *)_this)->r));
#endif
		;
		/* merge: .(goto)(1397, 1391, 1397) */
		reached[2][1391] = 1;
		;
		/* merge: x = 0(1397, 1392, 1397) */
		reached[2][1392] = 1;
		(trpt+1)->bup.ovals[6] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 12 */
	case 151: // STATE 1152 - spsc.h:55 - [x = 0] (0:1397:4 - 5)
		IfNotBlocked
		reached[2][1152] = 1;
		(trpt+1)->bup.ovals = grab_ints(4);
		(trpt+1)->bup.ovals[0] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: .(goto)(1397, 1287, 1397) */
		reached[2][1287] = 1;
		;
		/* merge: .(goto)(1397, 1385, 1397) */
		reached[2][1385] = 1;
		;
		/* merge: x = 0(1397, 1386, 1397) */
		reached[2][1386] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: r = 1(1397, 1388, 1397) */
		reached[2][1388] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P2 *)_this)->r);
		((P2 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("receiver:r", ((int)((P2 *)_this)->r));
#endif
		;
		/* merge: .(goto)(1397, 1391, 1397) */
		reached[2][1391] = 1;
		;
		/* merge: x = 0(1397, 1392, 1397) */
		reached[2][1392] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 6 */
	case 152: // STATE 1155 - spsc.h:69 - [streak = (streak+1)] (0:0:1 - 1)
		IfNotBlocked
		reached[2][1155] = 1;
		(trpt+1)->bup.oval = ((int)((P2 *)_this)->streak);
		((P2 *)_this)->streak = (((int)((P2 *)_this)->streak)+1);
#ifdef VAR_RANGES
		logval("receiver:streak", ((int)((P2 *)_this)->streak));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 153: // STATE 1156 - spsc.h:71 - [((streak>=2))] (1164:0:3 - 1)
		IfNotBlocked
		reached[2][1156] = 1;
		if (!((((int)((P2 *)_this)->streak)>=2)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: streak */  (trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((P2 *)_this)->streak;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->streak = 0;
		/* merge: streak = 2(1164, 1157, 1164) */
		reached[2][1157] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->streak);
		((P2 *)_this)->streak = 2;
#ifdef VAR_RANGES
		logval("receiver:streak", ((int)((P2 *)_this)->streak));
#endif
		;
		/* merge: mode = 1(1164, 1158, 1164) */
		reached[2][1158] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P2 *)_this)->mode);
		((P2 *)_this)->mode = 1;
#ifdef VAR_RANGES
		logval("receiver:mode", ((int)((P2 *)_this)->mode));
#endif
		;
		_m = 3; goto P999; /* 2 */
	case 154: // STATE 1159 - tso.h:39 - [((sb[1].n<4))] (1187:0:3 - 1)
		IfNotBlocked
		reached[2][1159] = 1;
		if (!((((int)now.sb[1].n)<4)))
			continue;
		/* merge: sb[1].at[sb[1].n] = 4(1187, 1160, 1187) */
		reached[2][1160] = 1;
		(trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 4;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].val[sb[1].n] = 1(1187, 1161, 1187) */
		reached[2][1161] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 1;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].n = (sb[1].n+1)(1187, 1162, 1187) */
		reached[2][1162] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[1].n);
		now.sb[1].n = (((int)now.sb[1].n)+1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
		_m = 3; goto P999; /* 3 */
	case 155: // STATE 1186 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[1].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][1186] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_2647_0: /* 2 */
S_2646_0: /* 2 */
S_2628_0: /* 2 */
		if (!((((int)now.sb[1].n)>0)))
			goto S_2646_1;
S_2643_0: /* 2 */
S_2629_0: /* 2 */
		now.mem[ Index(now.sb[1].at[0], 8) ] = ((int)now.sb[1].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[1].at[0]]", ((int)now.mem[ Index(((int)now.sb[1].at[0]), 8) ]));
#endif
		;
S_2630_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_2638_0: /* 2 */
S_2637_0: /* 2 */
S_2631_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_2637_1;
S_2632_0: /* 2 */
		now.sb[1].at[ Index((tso_i-1), 4) ] = ((int)now.sb[1].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].at[(tso_i-1)]", ((int)now.sb[1].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2633_0: /* 2 */
		now.sb[1].val[ Index((tso_i-1), 4) ] = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].val[(tso_i-1)]", ((int)now.sb[1].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2634_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_2638_0; /* ';' */
S_2637_1: /* 3 */
S_2635_0: /* 2 */
		/* else */;
S_2636_0: /* 2 */
		goto S_2640_0;	/* 'goto' */
S_2637_2: /* 3 */
		Uerror("blocking sel in d_step (nr.74, near line 27)");
S_2639_0: /* 2 */
		goto S_2640_0;	/* 'break' */
S_2640_0: /* 2 */
		now.sb[1].n = (((int)now.sb[1].n)-1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
S_2641_0: /* 2 */
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
S_2642_0: /* 2 */
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		goto S_2647_0; /* ';' */
		goto S_2647_0; /* ';' */
S_2646_1: /* 3 */
S_2644_0: /* 2 */
		/* else */;
S_2645_0: /* 2 */
		goto S_2648_0;	/* 'goto' */
S_2646_2: /* 3 */
		Uerror("blocking sel in d_step (nr.75, near line 36)");
S_2648_0: /* 2 */
		goto S_2666_0;	/* 'break' */
S_2666_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 156: // STATE 1202 - tso.h:42 - [D_STEP42]
		IfNotBlocked

		reached[2][1202] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_2651_0: /* 2 */
		((P2 *)_this)->x = ((int)now.mem[5]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
S_2652_0: /* 2 */
		tso_i = 0;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_2663_0: /* 2 */
S_2662_0: /* 2 */
S_2653_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_2662_1;
S_2657_0: /* 2 */
S_2654_0: /* 2 */
		if (!((((int)now.sb[1].at[ Index(((int)tso_i), 4) ])==5)))
			goto S_2657_1;
S_2655_0: /* 2 */
		((P2 *)_this)->x = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		goto S_2658_0;
S_2657_1: /* 3 */
S_2656_0: /* 2 */
		/* else */;
		goto S_2658_0;
S_2657_2: /* 3 */
		Uerror("blocking sel in d_step (nr.76, near line 46)");
S_2658_0: /* 2 */
S_2659_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_2663_0; /* ';' */
S_2662_1: /* 3 */
S_2660_0: /* 2 */
		/* else */;
S_2661_0: /* 2 */
		goto S_2664_0;	/* 'goto' */
S_2662_2: /* 3 */
		Uerror("blocking sel in d_step (nr.77, near line 45)");
S_2664_0: /* 2 */
		goto S_2744_0;	/* 'break' */
S_2744_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 157: // STATE 1204 - spsc.h:80 - [(x)] (0:0:1 - 1)
		IfNotBlocked
		reached[2][1204] = 1;
		if (!(((int)((P2 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.oval = ((P2 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->x = 0;
		_m = 3; goto P999; /* 0 */
	case 158: // STATE 1226 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[1].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][1226] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_2687_0: /* 2 */
S_2686_0: /* 2 */
S_2668_0: /* 2 */
		if (!((((int)now.sb[1].n)>0)))
			goto S_2686_1;
S_2683_0: /* 2 */
S_2669_0: /* 2 */
		now.mem[ Index(now.sb[1].at[0], 8) ] = ((int)now.sb[1].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[1].at[0]]", ((int)now.mem[ Index(((int)now.sb[1].at[0]), 8) ]));
#endif
		;
S_2670_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_2678_0: /* 2 */
S_2677_0: /* 2 */
S_2671_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_2677_1;
S_2672_0: /* 2 */
		now.sb[1].at[ Index((tso_i-1), 4) ] = ((int)now.sb[1].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].at[(tso_i-1)]", ((int)now.sb[1].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2673_0: /* 2 */
		now.sb[1].val[ Index((tso_i-1), 4) ] = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].val[(tso_i-1)]", ((int)now.sb[1].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2674_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_2678_0; /* ';' */
S_2677_1: /* 3 */
S_2675_0: /* 2 */
		/* else */;
S_2676_0: /* 2 */
		goto S_2680_0;	/* 'goto' */
S_2677_2: /* 3 */
		Uerror("blocking sel in d_step (nr.78, near line 27)");
S_2679_0: /* 2 */
		goto S_2680_0;	/* 'break' */
S_2680_0: /* 2 */
		now.sb[1].n = (((int)now.sb[1].n)-1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
S_2681_0: /* 2 */
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
S_2682_0: /* 2 */
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		goto S_2687_0; /* ';' */
		goto S_2687_0; /* ';' */
S_2686_1: /* 3 */
S_2684_0: /* 2 */
		/* else */;
S_2685_0: /* 2 */
		goto S_2691_0;	/* 'goto' */
S_2686_2: /* 3 */
		Uerror("blocking sel in d_step (nr.79, near line 36)");
S_2688_0: /* 2 */
		goto S_2691_0;	/* 'break' */
		goto S_2691_0;
S_2691_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 159: // STATE 1228 - tso.h:52 - [x = mem[5]] (0:1260:2 - 2)
		IfNotBlocked
		reached[2][1228] = 1;
		(trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = ((int)now.mem[5]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: mem[5] = 0(1260, 1229, 1260) */
		reached[2][1229] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.mem[5]);
		now.mem[5] = 0;
#ifdef VAR_RANGES
		logval("mem[5]", ((int)now.mem[5]));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 160: // STATE 1232 - spsc.h:47 - [(x)] (0:0:0 - 1)
		IfNotBlocked
		reached[2][1232] = 1;
		if (!(((int)((P2 *)_this)->x)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 161: // STATE 1254 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[1].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][1254] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_2715_0: /* 2 */
S_2714_0: /* 2 */
S_2696_0: /* 2 */
		if (!((((int)now.sb[1].n)>0)))
			goto S_2714_1;
S_2711_0: /* 2 */
S_2697_0: /* 2 */
		now.mem[ Index(now.sb[1].at[0], 8) ] = ((int)now.sb[1].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[1].at[0]]", ((int)now.mem[ Index(((int)now.sb[1].at[0]), 8) ]));
#endif
		;
S_2698_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_2706_0: /* 2 */
S_2705_0: /* 2 */
S_2699_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_2705_1;
S_2700_0: /* 2 */
		now.sb[1].at[ Index((tso_i-1), 4) ] = ((int)now.sb[1].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].at[(tso_i-1)]", ((int)now.sb[1].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2701_0: /* 2 */
		now.sb[1].val[ Index((tso_i-1), 4) ] = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].val[(tso_i-1)]", ((int)now.sb[1].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2702_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_2706_0; /* ';' */
S_2705_1: /* 3 */
S_2703_0: /* 2 */
		/* else */;
S_2704_0: /* 2 */
		goto S_2708_0;	/* 'goto' */
S_2705_2: /* 3 */
		Uerror("blocking sel in d_step (nr.80, near line 27)");
S_2707_0: /* 2 */
		goto S_2708_0;	/* 'break' */
S_2708_0: /* 2 */
		now.sb[1].n = (((int)now.sb[1].n)-1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
S_2709_0: /* 2 */
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
S_2710_0: /* 2 */
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		goto S_2715_0; /* ';' */
		goto S_2715_0; /* ';' */
S_2714_1: /* 3 */
S_2712_0: /* 2 */
		/* else */;
S_2713_0: /* 2 */
		goto S_2716_0;	/* 'goto' */
S_2714_2: /* 3 */
		Uerror("blocking sel in d_step (nr.81, near line 36)");
S_2716_0: /* 2 */
		goto S_2719_0;	/* 'break' */
S_2719_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 162: // STATE 1256 - spsc.h:39 - [asleep[0] = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[2][1256] = 1;
		(trpt+1)->bup.oval = ((int)now.asleep[0]);
		now.asleep[0] = 0;
#ifdef VAR_RANGES
		logval("asleep[0]", ((int)now.asleep[0]));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 163: // STATE 1262 - spsc.h:50 - [(x)] (1273:0:2 - 1)
		IfNotBlocked
		reached[2][1262] = 1;
		if (!(((int)((P2 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P2 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->x = 0;
		/* merge: streak = 0(0, 1263, 1273) */
		reached[2][1263] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->streak);
		((P2 *)_this)->streak = 0;
#ifdef VAR_RANGES
		logval("receiver:streak", ((int)((P2 *)_this)->streak));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 164: // STATE 1264 - spsc.h:52 - [((mode!=0))] (1271:0:2 - 1)
		IfNotBlocked
		reached[2][1264] = 1;
		if (!((((int)((P2 *)_this)->mode)!=0)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: mode */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P2 *)_this)->mode;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->mode = 0;
		/* merge: mode = 0(0, 1265, 1271) */
		reached[2][1265] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->mode);
		((P2 *)_this)->mode = 0;
#ifdef VAR_RANGES
		logval("receiver:mode", ((int)((P2 *)_this)->mode));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 165: // STATE 1266 - tso.h:39 - [((sb[1].n<4))] (1397:0:7 - 1)
		IfNotBlocked
		reached[2][1266] = 1;
		if (!((((int)now.sb[1].n)<4)))
			continue;
		/* merge: sb[1].at[sb[1].n] = 4(1397, 1267, 1397) */
		reached[2][1267] = 1;
		(trpt+1)->bup.ovals = grab_ints(7);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 4;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].val[sb[1].n] = 0(1397, 1268, 1397) */
		reached[2][1268] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].n = (sb[1].n+1)(1397, 1269, 1397) */
		reached[2][1269] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[1].n);
		now.sb[1].n = (((int)now.sb[1].n)+1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
		/* merge: .(goto)(1397, 1274, 1397) */
		reached[2][1274] = 1;
		;
		/* merge: .(goto)(1397, 1277, 1397) */
		reached[2][1277] = 1;
		;
		/* merge: x = 0(1397, 1278, 1397) */
		reached[2][1278] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: .(goto)(1397, 1282, 1397) */
		reached[2][1282] = 1;
		;
		/* merge: .(goto)(1397, 1285, 1397) */
		reached[2][1285] = 1;
		;
		/* merge: .(goto)(1397, 1287, 1397) */
		reached[2][1287] = 1;
		;
		/* merge: .(goto)(1397, 1385, 1397) */
		reached[2][1385] = 1;
		;
		/* merge: x = 0(1397, 1386, 1397) */
		reached[2][1386] = 1;
		(trpt+1)->bup.ovals[4] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: r = 1(1397, 1388, 1397) */
		reached[2][1388] = 1;
		(trpt+1)->bup.ovals[5] = ((int)((P2 *)_this)->r);
		((P2 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("receiver:r", ((int)((P2 *)_this)->r));
#endif
		;
		/* merge: .(goto)(1397, 1391, 1397) */
		reached[2][1391] = 1;
		;
		/* merge: x = 0(1397, 1392, 1397) */
		reached[2][1392] = 1;
		(trpt+1)->bup.ovals[6] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 14 */
	case 166: // STATE 1278 - spsc.h:55 - [x = 0] (0:1397:4 - 5)
		IfNotBlocked
		reached[2][1278] = 1;
		(trpt+1)->bup.ovals = grab_ints(4);
		(trpt+1)->bup.ovals[0] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: .(goto)(1397, 1282, 1397) */
		reached[2][1282] = 1;
		;
		/* merge: .(goto)(1397, 1285, 1397) */
		reached[2][1285] = 1;
		;
		/* merge: .(goto)(1397, 1287, 1397) */
		reached[2][1287] = 1;
		;
		/* merge: .(goto)(1397, 1385, 1397) */
		reached[2][1385] = 1;
		;
		/* merge: x = 0(1397, 1386, 1397) */
		reached[2][1386] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: r = 1(1397, 1388, 1397) */
		reached[2][1388] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P2 *)_this)->r);
		((P2 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("receiver:r", ((int)((P2 *)_this)->r));
#endif
		;
		/* merge: .(goto)(1397, 1391, 1397) */
		reached[2][1391] = 1;
		;
		/* merge: x = 0(1397, 1392, 1397) */
		reached[2][1392] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 8 */
	case 167: // STATE 1303 - tso.h:42 - [D_STEP42]
		IfNotBlocked

		reached[2][1303] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_2752_0: /* 2 */
		((P2 *)_this)->x = ((int)now.mem[5]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
S_2753_0: /* 2 */
		tso_i = 0;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_2764_0: /* 2 */
S_2763_0: /* 2 */
S_2754_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_2763_1;
S_2758_0: /* 2 */
S_2755_0: /* 2 */
		if (!((((int)now.sb[1].at[ Index(((int)tso_i), 4) ])==5)))
			goto S_2758_1;
S_2756_0: /* 2 */
		((P2 *)_this)->x = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		goto S_2759_0;
S_2758_1: /* 3 */
S_2757_0: /* 2 */
		/* else */;
		goto S_2759_0;
S_2758_2: /* 3 */
		Uerror("blocking sel in d_step (nr.82, near line 46)");
S_2759_0: /* 2 */
S_2760_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_2764_0; /* ';' */
S_2763_1: /* 3 */
S_2761_0: /* 2 */
		/* else */;
S_2762_0: /* 2 */
		goto S_2765_0;	/* 'goto' */
S_2763_2: /* 3 */
		Uerror("blocking sel in d_step (nr.83, near line 45)");
S_2765_0: /* 2 */
		goto S_2845_0;	/* 'break' */
S_2845_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 168: // STATE 1305 - spsc.h:87 - [(x)] (0:0:1 - 1)
		IfNotBlocked
		reached[2][1305] = 1;
		if (!(((int)((P2 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.oval = ((P2 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->x = 0;
		_m = 3; goto P999; /* 0 */
	case 169: // STATE 1327 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[1].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][1327] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_2788_0: /* 2 */
S_2787_0: /* 2 */
S_2769_0: /* 2 */
		if (!((((int)now.sb[1].n)>0)))
			goto S_2787_1;
S_2784_0: /* 2 */
S_2770_0: /* 2 */
		now.mem[ Index(now.sb[1].at[0], 8) ] = ((int)now.sb[1].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[1].at[0]]", ((int)now.mem[ Index(((int)now.sb[1].at[0]), 8) ]));
#endif
		;
S_2771_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_2779_0: /* 2 */
S_2778_0: /* 2 */
S_2772_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_2778_1;
S_2773_0: /* 2 */
		now.sb[1].at[ Index((tso_i-1), 4) ] = ((int)now.sb[1].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].at[(tso_i-1)]", ((int)now.sb[1].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2774_0: /* 2 */
		now.sb[1].val[ Index((tso_i-1), 4) ] = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].val[(tso_i-1)]", ((int)now.sb[1].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2775_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_2779_0; /* ';' */
S_2778_1: /* 3 */
S_2776_0: /* 2 */
		/* else */;
S_2777_0: /* 2 */
		goto S_2781_0;	/* 'goto' */
S_2778_2: /* 3 */
		Uerror("blocking sel in d_step (nr.84, near line 27)");
S_2780_0: /* 2 */
		goto S_2781_0;	/* 'break' */
S_2781_0: /* 2 */
		now.sb[1].n = (((int)now.sb[1].n)-1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
S_2782_0: /* 2 */
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
S_2783_0: /* 2 */
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		goto S_2788_0; /* ';' */
		goto S_2788_0; /* ';' */
S_2787_1: /* 3 */
S_2785_0: /* 2 */
		/* else */;
S_2786_0: /* 2 */
		goto S_2792_0;	/* 'goto' */
S_2787_2: /* 3 */
		Uerror("blocking sel in d_step (nr.85, near line 36)");
S_2789_0: /* 2 */
		goto S_2792_0;	/* 'break' */
		goto S_2792_0;
S_2792_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 170: // STATE 1329 - tso.h:52 - [x = mem[5]] (0:1361:2 - 2)
		IfNotBlocked
		reached[2][1329] = 1;
		(trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = ((int)now.mem[5]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: mem[5] = 0(1361, 1330, 1361) */
		reached[2][1330] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.mem[5]);
		now.mem[5] = 0;
#ifdef VAR_RANGES
		logval("mem[5]", ((int)now.mem[5]));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 171: // STATE 1333 - spsc.h:47 - [(x)] (0:0:0 - 1)
		IfNotBlocked
		reached[2][1333] = 1;
		if (!(((int)((P2 *)_this)->x)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 172: // STATE 1355 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[1].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][1355] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_2816_0: /* 2 */
S_2815_0: /* 2 */
S_2797_0: /* 2 */
		if (!((((int)now.sb[1].n)>0)))
			goto S_2815_1;
S_2812_0: /* 2 */
S_2798_0: /* 2 */
		now.mem[ Index(now.sb[1].at[0], 8) ] = ((int)now.sb[1].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[1].at[0]]", ((int)now.mem[ Index(((int)now.sb[1].at[0]), 8) ]));
#endif
		;
S_2799_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_2807_0: /* 2 */
S_2806_0: /* 2 */
S_2800_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_2806_1;
S_2801_0: /* 2 */
		now.sb[1].at[ Index((tso_i-1), 4) ] = ((int)now.sb[1].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].at[(tso_i-1)]", ((int)now.sb[1].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2802_0: /* 2 */
		now.sb[1].val[ Index((tso_i-1), 4) ] = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].val[(tso_i-1)]", ((int)now.sb[1].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2803_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_2807_0; /* ';' */
S_2806_1: /* 3 */
S_2804_0: /* 2 */
		/* else */;
S_2805_0: /* 2 */
		goto S_2809_0;	/* 'goto' */
S_2806_2: /* 3 */
		Uerror("blocking sel in d_step (nr.86, near line 27)");
S_2808_0: /* 2 */
		goto S_2809_0;	/* 'break' */
S_2809_0: /* 2 */
		now.sb[1].n = (((int)now.sb[1].n)-1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
S_2810_0: /* 2 */
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
S_2811_0: /* 2 */
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		goto S_2816_0; /* ';' */
		goto S_2816_0; /* ';' */
S_2815_1: /* 3 */
S_2813_0: /* 2 */
		/* else */;
S_2814_0: /* 2 */
		goto S_2817_0;	/* 'goto' */
S_2815_2: /* 3 */
		Uerror("blocking sel in d_step (nr.87, near line 36)");
S_2817_0: /* 2 */
		goto S_2820_0;	/* 'break' */
S_2820_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 173: // STATE 1357 - spsc.h:39 - [asleep[0] = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[2][1357] = 1;
		(trpt+1)->bup.oval = ((int)now.asleep[0]);
		now.asleep[0] = 0;
#ifdef VAR_RANGES
		logval("asleep[0]", ((int)now.asleep[0]));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 174: // STATE 1363 - spsc.h:50 - [(x)] (1374:0:2 - 1)
		IfNotBlocked
		reached[2][1363] = 1;
		if (!(((int)((P2 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P2 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->x = 0;
		/* merge: streak = 0(0, 1364, 1374) */
		reached[2][1364] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->streak);
		((P2 *)_this)->streak = 0;
#ifdef VAR_RANGES
		logval("receiver:streak", ((int)((P2 *)_this)->streak));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 175: // STATE 1365 - spsc.h:52 - [((mode!=0))] (1372:0:2 - 1)
		IfNotBlocked
		reached[2][1365] = 1;
		if (!((((int)((P2 *)_this)->mode)!=0)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: mode */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P2 *)_this)->mode;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->mode = 0;
		/* merge: mode = 0(0, 1366, 1372) */
		reached[2][1366] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->mode);
		((P2 *)_this)->mode = 0;
#ifdef VAR_RANGES
		logval("receiver:mode", ((int)((P2 *)_this)->mode));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 176: // STATE 1367 - tso.h:39 - [((sb[1].n<4))] (1397:0:7 - 1)
		IfNotBlocked
		reached[2][1367] = 1;
		if (!((((int)now.sb[1].n)<4)))
			continue;
		/* merge: sb[1].at[sb[1].n] = 4(1397, 1368, 1397) */
		reached[2][1368] = 1;
		(trpt+1)->bup.ovals = grab_ints(7);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 4;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].val[sb[1].n] = 0(1397, 1369, 1397) */
		reached[2][1369] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]);
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		/* merge: sb[1].n = (sb[1].n+1)(1397, 1370, 1397) */
		reached[2][1370] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[1].n);
		now.sb[1].n = (((int)now.sb[1].n)+1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
		/* merge: .(goto)(1397, 1375, 1397) */
		reached[2][1375] = 1;
		;
		/* merge: .(goto)(1397, 1378, 1397) */
		reached[2][1378] = 1;
		;
		/* merge: x = 0(1397, 1379, 1397) */
		reached[2][1379] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: .(goto)(1397, 1383, 1397) */
		reached[2][1383] = 1;
		;
		/* merge: .(goto)(1397, 1385, 1397) */
		reached[2][1385] = 1;
		;
		/* merge: x = 0(1397, 1386, 1397) */
		reached[2][1386] = 1;
		(trpt+1)->bup.ovals[4] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: r = 1(1397, 1388, 1397) */
		reached[2][1388] = 1;
		(trpt+1)->bup.ovals[5] = ((int)((P2 *)_this)->r);
		((P2 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("receiver:r", ((int)((P2 *)_this)->r));
#endif
		;
		/* merge: .(goto)(1397, 1391, 1397) */
		reached[2][1391] = 1;
		;
		/* merge: x = 0(1397, 1392, 1397) */
		reached[2][1392] = 1;
		(trpt+1)->bup.ovals[6] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 12 */
	case 177: // STATE 1379 - spsc.h:55 - [x = 0] (0:1397:4 - 5)
		IfNotBlocked
		reached[2][1379] = 1;
		(trpt+1)->bup.ovals = grab_ints(4);
		(trpt+1)->bup.ovals[0] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: .(goto)(1397, 1383, 1397) */
		reached[2][1383] = 1;
		;
		/* merge: .(goto)(1397, 1385, 1397) */
		reached[2][1385] = 1;
		;
		/* merge: x = 0(1397, 1386, 1397) */
		reached[2][1386] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: r = 1(1397, 1388, 1397) */
		reached[2][1388] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P2 *)_this)->r);
		((P2 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("receiver:r", ((int)((P2 *)_this)->r));
#endif
		;
		/* merge: .(goto)(1397, 1391, 1397) */
		reached[2][1391] = 1;
		;
		/* merge: x = 0(1397, 1392, 1397) */
		reached[2][1392] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 6 */
	case 178: // STATE 1386 - spsc.h:89 - [x = 0] (0:1397:3 - 11)
		IfNotBlocked
		reached[2][1386] = 1;
		(trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: r = 1(1397, 1388, 1397) */
		reached[2][1388] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P2 *)_this)->r);
		((P2 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("receiver:r", ((int)((P2 *)_this)->r));
#endif
		;
		/* merge: .(goto)(1397, 1391, 1397) */
		reached[2][1391] = 1;
		;
		/* merge: x = 0(1397, 1392, 1397) */
		reached[2][1392] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 3 */
	case 179: // STATE 1392 - spsc.h:150 - [x = 0] (0:1397:1 - 3)
		IfNotBlocked
		reached[2][1392] = 1;
		(trpt+1)->bup.oval = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 180: // STATE 1394 - spsc.h:268 - [(((r!=0)||(rc==3)))] (1429:0:3 - 1)
		IfNotBlocked
		reached[2][1394] = 1;
		if (!(((((int)((P2 *)_this)->r)!=0)||(((int)((P2 *)_this)->rc)==3))))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: r */  (trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((P2 *)_this)->r;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->r = 0;
		if (TstOnly) return 1; /* TT */
		/* dead 1: rc */  (trpt+1)->bup.ovals[1] = ((P2 *)_this)->rc;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->rc = 0;
		/* merge: goto :b101(1429, 1395, 1429) */
		reached[2][1395] = 1;
		;
		/* merge: rc = 0(1429, 1402, 1429) */
		reached[2][1402] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P2 *)_this)->rc);
		((P2 *)_this)->rc = 0;
#ifdef VAR_RANGES
		logval("receiver:rc", ((int)((P2 *)_this)->rc));
#endif
		;
		_m = 3; goto P999; /* 2 */
	case 181: // STATE 1402 - spsc.h:270 - [rc = 0] (0:1429:1 - 5)
		IfNotBlocked
		reached[2][1402] = 1;
		(trpt+1)->bup.oval = ((int)((P2 *)_this)->rc);
		((P2 *)_this)->rc = 0;
#ifdef VAR_RANGES
		logval("receiver:rc", ((int)((P2 *)_this)->rc));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 182: // STATE 1424 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[1].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[2][1424] = 1;
		reached[2][t->st] = 1;
		reached[2][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_2885_0: /* 2 */
S_2884_0: /* 2 */
S_2866_0: /* 2 */
		if (!((((int)now.sb[1].n)>0)))
			goto S_2884_1;
S_2881_0: /* 2 */
S_2867_0: /* 2 */
		now.mem[ Index(now.sb[1].at[0], 8) ] = ((int)now.sb[1].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[1].at[0]]", ((int)now.mem[ Index(((int)now.sb[1].at[0]), 8) ]));
#endif
		;
S_2868_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_2876_0: /* 2 */
S_2875_0: /* 2 */
S_2869_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_2875_1;
S_2870_0: /* 2 */
		now.sb[1].at[ Index((tso_i-1), 4) ] = ((int)now.sb[1].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].at[(tso_i-1)]", ((int)now.sb[1].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2871_0: /* 2 */
		now.sb[1].val[ Index((tso_i-1), 4) ] = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].val[(tso_i-1)]", ((int)now.sb[1].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_2872_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_2876_0; /* ';' */
S_2875_1: /* 3 */
S_2873_0: /* 2 */
		/* else */;
S_2874_0: /* 2 */
		goto S_2878_0;	/* 'goto' */
S_2875_2: /* 3 */
		Uerror("blocking sel in d_step (nr.88, near line 27)");
S_2877_0: /* 2 */
		goto S_2878_0;	/* 'break' */
S_2878_0: /* 2 */
		now.sb[1].n = (((int)now.sb[1].n)-1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
S_2879_0: /* 2 */
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
S_2880_0: /* 2 */
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		goto S_2885_0; /* ';' */
		goto S_2885_0; /* ';' */
S_2884_1: /* 3 */
S_2882_0: /* 2 */
		/* else */;
S_2883_0: /* 2 */
		goto S_2889_0;	/* 'goto' */
S_2884_2: /* 3 */
		Uerror("blocking sel in d_step (nr.89, near line 36)");
S_2886_0: /* 2 */
		goto S_2889_0;	/* 'break' */
		goto S_2889_0;
S_2889_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 183: // STATE 1426 - tso.h:52 - [x = mem[6]] (0:1434:4 - 2)
		IfNotBlocked
		reached[2][1426] = 1;
		(trpt+1)->bup.ovals = grab_ints(4);
		(trpt+1)->bup.ovals[0] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = ((int)now.mem[6]);
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		if (TstOnly) return 1; /* TT */
		/* dead 2: x */  
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P2 *)_this)->x = 0;
		/* merge: mem[6] = 0(1434, 1427, 1434) */
		reached[2][1427] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.mem[6]);
		now.mem[6] = 0;
#ifdef VAR_RANGES
		logval("mem[6]", ((int)now.mem[6]));
#endif
		;
		/* merge: x = 0(1434, 1430, 1434) */
		reached[2][1430] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P2 *)_this)->x);
		((P2 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("receiver:x", ((int)((P2 *)_this)->x));
#endif
		;
		/* merge: .(goto)(0, 1433, 1434) */
		reached[2][1433] = 1;
		;
		/* merge: .(goto)(0, 1435, 1434) */
		reached[2][1435] = 1;
		;
		_m = 3; goto P999; /* 4 */
	case 184: // STATE 1437 - spsc.h:275 - [ended[1] = 1] (0:0:1 - 3)
		IfNotBlocked
		reached[2][1437] = 1;
		(trpt+1)->bup.oval = ((int)now.ended[1]);
		now.ended[1] = 1;
#ifdef VAR_RANGES
		logval("ended[1]", ((int)now.ended[1]));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 185: // STATE 1438 - spsc.h:276 - [-end-] (0:0:0 - 1)
		IfNotBlocked
		reached[2][1438] = 1;
		if (!delproc(1, II)) continue;
		_m = 3; goto P999; /* 0 */

		 /* PROC sender */
	case 186: // STATE 1 - spsc.h:208 - [(((pos==3)||(r==2)))] (0:0:2 - 1)
		IfNotBlocked
		reached[1][1] = 1;
		if (!(((((int)((P1 *)_this)->pos)==3)||(((int)((P1 *)_this)->r)==2))))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: pos */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P1 *)_this)->pos;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->pos = 0;
		if (TstOnly) return 1; /* TT */
		/* dead 1: r */  (trpt+1)->bup.ovals[1] = ((P1 *)_this)->r;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->r = 0;
		_m = 3; goto P999; /* 0 */
	case 187: // STATE 4 - spsc.h:99 - [r = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[1][4] = 1;
		(trpt+1)->bup.oval = ((int)((P1 *)_this)->r);
		((P1 *)_this)->r = 0;
#ifdef VAR_RANGES
		logval("sender:r", ((int)((P1 *)_this)->r));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 188: // STATE 5 - spsc.h:105 - [((r==0))] (0:0:0 - 1)
		IfNotBlocked
		reached[1][5] = 1;
		if (!((((int)((P1 *)_this)->r)==0)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 189: // STATE 6 - spsc.h:107 - [(((pos-seen)>=1))] (0:0:1 - 1)
		IfNotBlocked
		reached[1][6] = 1;
		if (!(((((int)((P1 *)_this)->pos)-((int)((P1 *)_this)->seen))>=1)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: seen */  (trpt+1)->bup.oval = ((P1 *)_this)->seen;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->seen = 0;
		_m = 3; goto P999; /* 0 */
	case 190: // STATE 21 - tso.h:42 - [D_STEP42]
		IfNotBlocked

		reached[1][21] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_044_0: /* 2 */
		((P1 *)_this)->seen = ((int)now.mem[2]);
#ifdef VAR_RANGES
		logval("sender:seen", ((int)((P1 *)_this)->seen));
#endif
		;
S_045_0: /* 2 */
		tso_i = 0;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_056_0: /* 2 */
S_055_0: /* 2 */
S_046_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_055_1;
S_050_0: /* 2 */
S_047_0: /* 2 */
		if (!((((int)now.sb[0].at[ Index(((int)tso_i), 4) ])==2)))
			goto S_050_1;
S_048_0: /* 2 */
		((P1 *)_this)->seen = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sender:seen", ((int)((P1 *)_this)->seen));
#endif
		;
		goto S_051_0;
S_050_1: /* 3 */
S_049_0: /* 2 */
		/* else */;
		goto S_051_0;
S_050_2: /* 3 */
		Uerror("blocking sel in d_step (nr.90, near line 46)");
S_051_0: /* 2 */
S_052_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_056_0; /* ';' */
S_055_1: /* 3 */
S_053_0: /* 2 */
		/* else */;
S_054_0: /* 2 */
		goto S_057_0;	/* 'goto' */
S_055_2: /* 3 */
		Uerror("blocking sel in d_step (nr.91, near line 45)");
S_057_0: /* 2 */
		goto S_078_0;	/* 'break' */
S_078_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 191: // STATE 23 - spsc.h:109 - [(((pos-seen)>=1))] (0:0:1 - 1)
		IfNotBlocked
		reached[1][23] = 1;
		if (!(((((int)((P1 *)_this)->pos)-((int)((P1 *)_this)->seen))>=1)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: seen */  (trpt+1)->bup.oval = ((P1 *)_this)->seen;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->seen = 0;
		_m = 3; goto P999; /* 0 */
	case 192: // STATE 38 - tso.h:42 - [D_STEP42]
		IfNotBlocked

		reached[1][38] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_061_0: /* 2 */
		((P1 *)_this)->seen = ((int)now.mem[1]);
#ifdef VAR_RANGES
		logval("sender:seen", ((int)((P1 *)_this)->seen));
#endif
		;
S_062_0: /* 2 */
		tso_i = 0;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_073_0: /* 2 */
S_072_0: /* 2 */
S_063_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_072_1;
S_067_0: /* 2 */
S_064_0: /* 2 */
		if (!((((int)now.sb[0].at[ Index(((int)tso_i), 4) ])==1)))
			goto S_067_1;
S_065_0: /* 2 */
		((P1 *)_this)->seen = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sender:seen", ((int)((P1 *)_this)->seen));
#endif
		;
		goto S_068_0;
S_067_1: /* 3 */
S_066_0: /* 2 */
		/* else */;
		goto S_068_0;
S_067_2: /* 3 */
		Uerror("blocking sel in d_step (nr.92, near line 46)");
S_068_0: /* 2 */
S_069_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_073_0; /* ';' */
S_072_1: /* 3 */
S_070_0: /* 2 */
		/* else */;
S_071_0: /* 2 */
		goto S_074_0;	/* 'goto' */
S_072_2: /* 3 */
		Uerror("blocking sel in d_step (nr.93, near line 45)");
S_074_0: /* 2 */
		goto S_443_0;	/* 'break' */
S_079_0: /* 1 */
S_443_0:	/* break-dest */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 193: // STATE 46 - spsc.h:113 - [(((pos-seen)<1))] (53:0:1 - 1)
		IfNotBlocked
		reached[1][46] = 1;
		if (!(((((int)((P1 *)_this)->pos)-((int)((P1 *)_this)->seen))<1)))
			continue;
		/* merge: pos = (pos+1)(0, 47, 53) */
		reached[1][47] = 1;
		(trpt+1)->bup.oval = ((int)((P1 *)_this)->pos);
		((P1 *)_this)->pos = (((int)((P1 *)_this)->pos)+1);
#ifdef VAR_RANGES
		logval("sender:pos", ((int)((P1 *)_this)->pos));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 194: // STATE 48 - tso.h:39 - [((sb[0].n<4))] (403:0:3 - 1)
		IfNotBlocked
		reached[1][48] = 1;
		if (!((((int)now.sb[0].n)<4)))
			continue;
		/* merge: sb[0].at[sb[0].n] = 0(403, 49, 403) */
		reached[1][49] = 1;
		(trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]);
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		/* merge: sb[0].val[sb[0].n] = pos(403, 50, 403) */
		reached[1][50] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]);
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = ((int)((P1 *)_this)->pos);
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		/* merge: sb[0].n = (sb[0].n+1)(403, 51, 403) */
		reached[1][51] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[0].n);
		now.sb[0].n = (((int)now.sb[0].n)+1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
		_m = 3; goto P999; /* 3 */
	case 195: // STATE 54 - spsc.h:61 - [((mode==0))] (0:0:0 - 1)
		IfNotBlocked
		reached[1][54] = 1;
		if (!((((int)((P1 *)_this)->mode)==0)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 196: // STATE 76 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[0].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[1][76] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_111_0: /* 2 */
S_110_0: /* 2 */
S_092_0: /* 2 */
		if (!((((int)now.sb[0].n)>0)))
			goto S_110_1;
S_107_0: /* 2 */
S_093_0: /* 2 */
		now.mem[ Index(now.sb[0].at[0], 8) ] = ((int)now.sb[0].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[0].at[0]]", ((int)now.mem[ Index(((int)now.sb[0].at[0]), 8) ]));
#endif
		;
S_094_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_102_0: /* 2 */
S_101_0: /* 2 */
S_095_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_101_1;
S_096_0: /* 2 */
		now.sb[0].at[ Index((tso_i-1), 4) ] = ((int)now.sb[0].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].at[(tso_i-1)]", ((int)now.sb[0].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_097_0: /* 2 */
		now.sb[0].val[ Index((tso_i-1), 4) ] = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].val[(tso_i-1)]", ((int)now.sb[0].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_098_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_102_0; /* ';' */
S_101_1: /* 3 */
S_099_0: /* 2 */
		/* else */;
S_100_0: /* 2 */
		goto S_104_0;	/* 'goto' */
S_101_2: /* 3 */
		Uerror("blocking sel in d_step (nr.94, near line 27)");
S_103_0: /* 2 */
		goto S_104_0;	/* 'break' */
S_104_0: /* 2 */
		now.sb[0].n = (((int)now.sb[0].n)-1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
S_105_0: /* 2 */
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
S_106_0: /* 2 */
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		goto S_111_0; /* ';' */
		goto S_111_0; /* ';' */
S_110_1: /* 3 */
S_108_0: /* 2 */
		/* else */;
S_109_0: /* 2 */
		goto S_112_0;	/* 'goto' */
S_110_2: /* 3 */
		Uerror("blocking sel in d_step (nr.95, near line 36)");
S_112_0: /* 2 */
		goto S_130_0;	/* 'break' */
S_130_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 197: // STATE 92 - tso.h:42 - [D_STEP42]
		IfNotBlocked

		reached[1][92] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_115_0: /* 2 */
		((P1 *)_this)->x = ((int)now.mem[6]);
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
S_116_0: /* 2 */
		tso_i = 0;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_127_0: /* 2 */
S_126_0: /* 2 */
S_117_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_126_1;
S_121_0: /* 2 */
S_118_0: /* 2 */
		if (!((((int)now.sb[0].at[ Index(((int)tso_i), 4) ])==6)))
			goto S_121_1;
S_119_0: /* 2 */
		((P1 *)_this)->x = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		goto S_122_0;
S_121_1: /* 3 */
S_120_0: /* 2 */
		/* else */;
		goto S_122_0;
S_121_2: /* 3 */
		Uerror("blocking sel in d_step (nr.96, near line 46)");
S_122_0: /* 2 */
S_123_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_127_0; /* ';' */
S_126_1: /* 3 */
S_124_0: /* 2 */
		/* else */;
S_125_0: /* 2 */
		goto S_128_0;	/* 'goto' */
S_126_2: /* 3 */
		Uerror("blocking sel in d_step (nr.97, near line 45)");
S_128_0: /* 2 */
		goto S_339_0;	/* 'break' */
S_339_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 198: // STATE 94 - spsc.h:67 - [(x)] (0:0:1 - 1)
		IfNotBlocked
		reached[1][94] = 1;
		if (!(((int)((P1 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.oval = ((P1 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->x = 0;
		_m = 3; goto P999; /* 0 */
	case 199: // STATE 116 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[0].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[1][116] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_151_0: /* 2 */
S_150_0: /* 2 */
S_132_0: /* 2 */
		if (!((((int)now.sb[0].n)>0)))
			goto S_150_1;
S_147_0: /* 2 */
S_133_0: /* 2 */
		now.mem[ Index(now.sb[0].at[0], 8) ] = ((int)now.sb[0].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[0].at[0]]", ((int)now.mem[ Index(((int)now.sb[0].at[0]), 8) ]));
#endif
		;
S_134_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_142_0: /* 2 */
S_141_0: /* 2 */
S_135_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_141_1;
S_136_0: /* 2 */
		now.sb[0].at[ Index((tso_i-1), 4) ] = ((int)now.sb[0].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].at[(tso_i-1)]", ((int)now.sb[0].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_137_0: /* 2 */
		now.sb[0].val[ Index((tso_i-1), 4) ] = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].val[(tso_i-1)]", ((int)now.sb[0].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_138_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_142_0; /* ';' */
S_141_1: /* 3 */
S_139_0: /* 2 */
		/* else */;
S_140_0: /* 2 */
		goto S_144_0;	/* 'goto' */
S_141_2: /* 3 */
		Uerror("blocking sel in d_step (nr.98, near line 27)");
S_143_0: /* 2 */
		goto S_144_0;	/* 'break' */
S_144_0: /* 2 */
		now.sb[0].n = (((int)now.sb[0].n)-1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
S_145_0: /* 2 */
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
S_146_0: /* 2 */
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		goto S_151_0; /* ';' */
		goto S_151_0; /* ';' */
S_150_1: /* 3 */
S_148_0: /* 2 */
		/* else */;
S_149_0: /* 2 */
		goto S_155_0;	/* 'goto' */
S_150_2: /* 3 */
		Uerror("blocking sel in d_step (nr.99, near line 36)");
S_152_0: /* 2 */
		goto S_155_0;	/* 'break' */
		goto S_155_0;
S_155_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 200: // STATE 118 - tso.h:52 - [x = mem[6]] (0:150:2 - 2)
		IfNotBlocked
		reached[1][118] = 1;
		(trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = ((int)now.mem[6]);
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: mem[6] = 0(150, 119, 150) */
		reached[1][119] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.mem[6]);
		now.mem[6] = 0;
#ifdef VAR_RANGES
		logval("mem[6]", ((int)now.mem[6]));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 201: // STATE 122 - spsc.h:47 - [(x)] (0:0:0 - 1)
		IfNotBlocked
		reached[1][122] = 1;
		if (!(((int)((P1 *)_this)->x)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 202: // STATE 144 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[0].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[1][144] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_179_0: /* 2 */
S_178_0: /* 2 */
S_160_0: /* 2 */
		if (!((((int)now.sb[0].n)>0)))
			goto S_178_1;
S_175_0: /* 2 */
S_161_0: /* 2 */
		now.mem[ Index(now.sb[0].at[0], 8) ] = ((int)now.sb[0].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[0].at[0]]", ((int)now.mem[ Index(((int)now.sb[0].at[0]), 8) ]));
#endif
		;
S_162_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_170_0: /* 2 */
S_169_0: /* 2 */
S_163_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_169_1;
S_164_0: /* 2 */
		now.sb[0].at[ Index((tso_i-1), 4) ] = ((int)now.sb[0].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].at[(tso_i-1)]", ((int)now.sb[0].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_165_0: /* 2 */
		now.sb[0].val[ Index((tso_i-1), 4) ] = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].val[(tso_i-1)]", ((int)now.sb[0].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_166_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_170_0; /* ';' */
S_169_1: /* 3 */
S_167_0: /* 2 */
		/* else */;
S_168_0: /* 2 */
		goto S_172_0;	/* 'goto' */
S_169_2: /* 3 */
		Uerror("blocking sel in d_step (nr.100, near line 27)");
S_171_0: /* 2 */
		goto S_172_0;	/* 'break' */
S_172_0: /* 2 */
		now.sb[0].n = (((int)now.sb[0].n)-1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
S_173_0: /* 2 */
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
S_174_0: /* 2 */
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		goto S_179_0; /* ';' */
		goto S_179_0; /* ';' */
S_178_1: /* 3 */
S_176_0: /* 2 */
		/* else */;
S_177_0: /* 2 */
		goto S_180_0;	/* 'goto' */
S_178_2: /* 3 */
		Uerror("blocking sel in d_step (nr.101, near line 36)");
S_180_0: /* 2 */
		goto S_183_0;	/* 'break' */
S_183_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 203: // STATE 146 - spsc.h:39 - [asleep[1] = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[1][146] = 1;
		(trpt+1)->bup.oval = ((int)now.asleep[1]);
		now.asleep[1] = 0;
#ifdef VAR_RANGES
		logval("asleep[1]", ((int)now.asleep[1]));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 204: // STATE 152 - spsc.h:50 - [(x)] (163:0:2 - 1)
		IfNotBlocked
		reached[1][152] = 1;
		if (!(((int)((P1 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P1 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->x = 0;
		/* merge: streak = 0(0, 153, 163) */
		reached[1][153] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->streak);
		((P1 *)_this)->streak = 0;
#ifdef VAR_RANGES
		logval("sender:streak", ((int)((P1 *)_this)->streak));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 205: // STATE 154 - spsc.h:52 - [((mode!=0))] (161:0:2 - 1)
		IfNotBlocked
		reached[1][154] = 1;
		if (!((((int)((P1 *)_this)->mode)!=0)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: mode */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P1 *)_this)->mode;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->mode = 0;
		/* merge: mode = 0(0, 155, 161) */
		reached[1][155] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->mode);
		((P1 *)_this)->mode = 0;
#ifdef VAR_RANGES
		logval("sender:mode", ((int)((P1 *)_this)->mode));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 206: // STATE 156 - tso.h:39 - [((sb[0].n<4))] (1420:0:7 - 1)
		IfNotBlocked
		reached[1][156] = 1;
		if (!((((int)now.sb[0].n)<4)))
			continue;
		/* merge: sb[0].at[sb[0].n] = 3(1420, 157, 1420) */
		reached[1][157] = 1;
		(trpt+1)->bup.ovals = grab_ints(7);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]);
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 3;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		/* merge: sb[0].val[sb[0].n] = 0(1420, 158, 1420) */
		reached[1][158] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]);
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		/* merge: sb[0].n = (sb[0].n+1)(1420, 159, 1420) */
		reached[1][159] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[0].n);
		now.sb[0].n = (((int)now.sb[0].n)+1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
		/* merge: .(goto)(1420, 164, 1420) */
		reached[1][164] = 1;
		;
		/* merge: .(goto)(1420, 167, 1420) */
		reached[1][167] = 1;
		;
		/* merge: x = 0(1420, 168, 1420) */
		reached[1][168] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: .(goto)(1420, 303, 1420) */
		reached[1][303] = 1;
		;
		/* merge: .(goto)(1420, 401, 1420) */
		reached[1][401] = 1;
		;
		/* merge: x = 0(1420, 402, 1420) */
		reached[1][402] = 1;
		(trpt+1)->bup.ovals[4] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: r = 1(1420, 404, 1420) */
		reached[1][404] = 1;
		(trpt+1)->bup.ovals[5] = ((int)((P1 *)_this)->r);
		((P1 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("sender:r", ((int)((P1 *)_this)->r));
#endif
		;
		/* merge: .(goto)(1420, 407, 1420) */
		reached[1][407] = 1;
		;
		/* merge: .(goto)(1420, 410, 1420) */
		reached[1][410] = 1;
		;
		/* merge: x = 0(1420, 411, 1420) */
		reached[1][411] = 1;
		(trpt+1)->bup.ovals[6] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 13 */
	case 207: // STATE 168 - spsc.h:55 - [x = 0] (0:1420:4 - 5)
		IfNotBlocked
		reached[1][168] = 1;
		(trpt+1)->bup.ovals = grab_ints(4);
		(trpt+1)->bup.ovals[0] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: .(goto)(1420, 303, 1420) */
		reached[1][303] = 1;
		;
		/* merge: .(goto)(1420, 401, 1420) */
		reached[1][401] = 1;
		;
		/* merge: x = 0(1420, 402, 1420) */
		reached[1][402] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: r = 1(1420, 404, 1420) */
		reached[1][404] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P1 *)_this)->r);
		((P1 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("sender:r", ((int)((P1 *)_this)->r));
#endif
		;
		/* merge: .(goto)(1420, 407, 1420) */
		reached[1][407] = 1;
		;
		/* merge: .(goto)(1420, 410, 1420) */
		reached[1][410] = 1;
		;
		/* merge: x = 0(1420, 411, 1420) */
		reached[1][411] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 7 */
	case 208: // STATE 171 - spsc.h:69 - [streak = (streak+1)] (0:0:1 - 1)
		IfNotBlocked
		reached[1][171] = 1;
		(trpt+1)->bup.oval = ((int)((P1 *)_this)->streak);
		((P1 *)_this)->streak = (((int)((P1 *)_this)->streak)+1);
#ifdef VAR_RANGES
		logval("sender:streak", ((int)((P1 *)_this)->streak));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 209: // STATE 172 - spsc.h:71 - [((streak>=2))] (180:0:3 - 1)
		IfNotBlocked
		reached[1][172] = 1;
		if (!((((int)((P1 *)_this)->streak)>=2)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: streak */  (trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((P1 *)_this)->streak;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->streak = 0;
		/* merge: streak = 2(180, 173, 180) */
		reached[1][173] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->streak);
		((P1 *)_this)->streak = 2;
#ifdef VAR_RANGES
		logval("sender:streak", ((int)((P1 *)_this)->streak));
#endif
		;
		/* merge: mode = 1(180, 174, 180) */
		reached[1][174] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P1 *)_this)->mode);
		((P1 *)_this)->mode = 1;
#ifdef VAR_RANGES
		logval("sender:mode", ((int)((P1 *)_this)->mode));
#endif
		;
		_m = 3; goto P999; /* 2 */
	case 210: // STATE 175 - tso.h:39 - [((sb[0].n<4))] (203:0:3 - 1)
		IfNotBlocked
		reached[1][175] = 1;
		if (!((((int)now.sb[0].n)<4)))
			continue;
		/* merge: sb[0].at[sb[0].n] = 3(203, 176, 203) */
		reached[1][176] = 1;
		(trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]);
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 3;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		/* merge: sb[0].val[sb[0].n] = 1(203, 177, 203) */
		reached[1][177] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]);
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 1;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		/* merge: sb[0].n = (sb[0].n+1)(203, 178, 203) */
		reached[1][178] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[0].n);
		now.sb[0].n = (((int)now.sb[0].n)+1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
		_m = 3; goto P999; /* 3 */
	case 211: // STATE 202 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[0].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[1][202] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_237_0: /* 2 */
S_236_0: /* 2 */
S_218_0: /* 2 */
		if (!((((int)now.sb[0].n)>0)))
			goto S_236_1;
S_233_0: /* 2 */
S_219_0: /* 2 */
		now.mem[ Index(now.sb[0].at[0], 8) ] = ((int)now.sb[0].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[0].at[0]]", ((int)now.mem[ Index(((int)now.sb[0].at[0]), 8) ]));
#endif
		;
S_220_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_228_0: /* 2 */
S_227_0: /* 2 */
S_221_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_227_1;
S_222_0: /* 2 */
		now.sb[0].at[ Index((tso_i-1), 4) ] = ((int)now.sb[0].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].at[(tso_i-1)]", ((int)now.sb[0].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_223_0: /* 2 */
		now.sb[0].val[ Index((tso_i-1), 4) ] = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].val[(tso_i-1)]", ((int)now.sb[0].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_224_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_228_0; /* ';' */
S_227_1: /* 3 */
S_225_0: /* 2 */
		/* else */;
S_226_0: /* 2 */
		goto S_230_0;	/* 'goto' */
S_227_2: /* 3 */
		Uerror("blocking sel in d_step (nr.102, near line 27)");
S_229_0: /* 2 */
		goto S_230_0;	/* 'break' */
S_230_0: /* 2 */
		now.sb[0].n = (((int)now.sb[0].n)-1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
S_231_0: /* 2 */
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
S_232_0: /* 2 */
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		goto S_237_0; /* ';' */
		goto S_237_0; /* ';' */
S_236_1: /* 3 */
S_234_0: /* 2 */
		/* else */;
S_235_0: /* 2 */
		goto S_238_0;	/* 'goto' */
S_236_2: /* 3 */
		Uerror("blocking sel in d_step (nr.103, near line 36)");
S_238_0: /* 2 */
		goto S_256_0;	/* 'break' */
S_256_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 212: // STATE 218 - tso.h:42 - [D_STEP42]
		IfNotBlocked

		reached[1][218] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_241_0: /* 2 */
		((P1 *)_this)->x = ((int)now.mem[6]);
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
S_242_0: /* 2 */
		tso_i = 0;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_253_0: /* 2 */
S_252_0: /* 2 */
S_243_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_252_1;
S_247_0: /* 2 */
S_244_0: /* 2 */
		if (!((((int)now.sb[0].at[ Index(((int)tso_i), 4) ])==6)))
			goto S_247_1;
S_245_0: /* 2 */
		((P1 *)_this)->x = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		goto S_248_0;
S_247_1: /* 3 */
S_246_0: /* 2 */
		/* else */;
		goto S_248_0;
S_247_2: /* 3 */
		Uerror("blocking sel in d_step (nr.104, near line 46)");
S_248_0: /* 2 */
S_249_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_253_0; /* ';' */
S_252_1: /* 3 */
S_250_0: /* 2 */
		/* else */;
S_251_0: /* 2 */
		goto S_254_0;	/* 'goto' */
S_252_2: /* 3 */
		Uerror("blocking sel in d_step (nr.105, near line 45)");
S_254_0: /* 2 */
		goto S_334_0;	/* 'break' */
S_334_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 213: // STATE 220 - spsc.h:80 - [(x)] (0:0:1 - 1)
		IfNotBlocked
		reached[1][220] = 1;
		if (!(((int)((P1 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.oval = ((P1 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->x = 0;
		_m = 3; goto P999; /* 0 */
	case 214: // STATE 242 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[0].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[1][242] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_277_0: /* 2 */
S_276_0: /* 2 */
S_258_0: /* 2 */
		if (!((((int)now.sb[0].n)>0)))
			goto S_276_1;
S_273_0: /* 2 */
S_259_0: /* 2 */
		now.mem[ Index(now.sb[0].at[0], 8) ] = ((int)now.sb[0].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[0].at[0]]", ((int)now.mem[ Index(((int)now.sb[0].at[0]), 8) ]));
#endif
		;
S_260_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_268_0: /* 2 */
S_267_0: /* 2 */
S_261_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_267_1;
S_262_0: /* 2 */
		now.sb[0].at[ Index((tso_i-1), 4) ] = ((int)now.sb[0].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].at[(tso_i-1)]", ((int)now.sb[0].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_263_0: /* 2 */
		now.sb[0].val[ Index((tso_i-1), 4) ] = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].val[(tso_i-1)]", ((int)now.sb[0].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_264_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_268_0; /* ';' */
S_267_1: /* 3 */
S_265_0: /* 2 */
		/* else */;
S_266_0: /* 2 */
		goto S_270_0;	/* 'goto' */
S_267_2: /* 3 */
		Uerror("blocking sel in d_step (nr.106, near line 27)");
S_269_0: /* 2 */
		goto S_270_0;	/* 'break' */
S_270_0: /* 2 */
		now.sb[0].n = (((int)now.sb[0].n)-1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
S_271_0: /* 2 */
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
S_272_0: /* 2 */
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		goto S_277_0; /* ';' */
		goto S_277_0; /* ';' */
S_276_1: /* 3 */
S_274_0: /* 2 */
		/* else */;
S_275_0: /* 2 */
		goto S_281_0;	/* 'goto' */
S_276_2: /* 3 */
		Uerror("blocking sel in d_step (nr.107, near line 36)");
S_278_0: /* 2 */
		goto S_281_0;	/* 'break' */
		goto S_281_0;
S_281_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 215: // STATE 244 - tso.h:52 - [x = mem[6]] (0:276:2 - 2)
		IfNotBlocked
		reached[1][244] = 1;
		(trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = ((int)now.mem[6]);
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: mem[6] = 0(276, 245, 276) */
		reached[1][245] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.mem[6]);
		now.mem[6] = 0;
#ifdef VAR_RANGES
		logval("mem[6]", ((int)now.mem[6]));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 216: // STATE 248 - spsc.h:47 - [(x)] (0:0:0 - 1)
		IfNotBlocked
		reached[1][248] = 1;
		if (!(((int)((P1 *)_this)->x)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 217: // STATE 270 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[0].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[1][270] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_305_0: /* 2 */
S_304_0: /* 2 */
S_286_0: /* 2 */
		if (!((((int)now.sb[0].n)>0)))
			goto S_304_1;
S_301_0: /* 2 */
S_287_0: /* 2 */
		now.mem[ Index(now.sb[0].at[0], 8) ] = ((int)now.sb[0].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[0].at[0]]", ((int)now.mem[ Index(((int)now.sb[0].at[0]), 8) ]));
#endif
		;
S_288_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_296_0: /* 2 */
S_295_0: /* 2 */
S_289_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_295_1;
S_290_0: /* 2 */
		now.sb[0].at[ Index((tso_i-1), 4) ] = ((int)now.sb[0].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].at[(tso_i-1)]", ((int)now.sb[0].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_291_0: /* 2 */
		now.sb[0].val[ Index((tso_i-1), 4) ] = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].val[(tso_i-1)]", ((int)now.sb[0].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_292_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_296_0; /* ';' */
S_295_1: /* 3 */
S_293_0: /* 2 */
		/* else */;
S_294_0: /* 2 */
		goto S_298_0;	/* 'goto' */
S_295_2: /* 3 */
		Uerror("blocking sel in d_step (nr.108, near line 27)");
S_297_0: /* 2 */
		goto S_298_0;	/* 'break' */
S_298_0: /* 2 */
		now.sb[0].n = (((int)now.sb[0].n)-1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
S_299_0: /* 2 */
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
S_300_0: /* 2 */
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		goto S_305_0; /* ';' */
		goto S_305_0; /* ';' */
S_304_1: /* 3 */
S_302_0: /* 2 */
		/* else */;
S_303_0: /* 2 */
		goto S_306_0;	/* 'goto' */
S_304_2: /* 3 */
		Uerror("blocking sel in d_step (nr.109, near line 36)");
S_306_0: /* 2 */
		goto S_309_0;	/* 'break' */
S_309_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 218: // STATE 272 - spsc.h:39 - [asleep[1] = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[1][272] = 1;
		(trpt+1)->bup.oval = ((int)now.asleep[1]);
		now.asleep[1] = 0;
#ifdef VAR_RANGES
		logval("asleep[1]", ((int)now.asleep[1]));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 219: // STATE 278 - spsc.h:50 - [(x)] (289:0:2 - 1)
		IfNotBlocked
		reached[1][278] = 1;
		if (!(((int)((P1 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P1 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->x = 0;
		/* merge: streak = 0(0, 279, 289) */
		reached[1][279] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->streak);
		((P1 *)_this)->streak = 0;
#ifdef VAR_RANGES
		logval("sender:streak", ((int)((P1 *)_this)->streak));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 220: // STATE 280 - spsc.h:52 - [((mode!=0))] (287:0:2 - 1)
		IfNotBlocked
		reached[1][280] = 1;
		if (!((((int)((P1 *)_this)->mode)!=0)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: mode */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P1 *)_this)->mode;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->mode = 0;
		/* merge: mode = 0(0, 281, 287) */
		reached[1][281] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->mode);
		((P1 *)_this)->mode = 0;
#ifdef VAR_RANGES
		logval("sender:mode", ((int)((P1 *)_this)->mode));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 221: // STATE 282 - tso.h:39 - [((sb[0].n<4))] (1420:0:7 - 1)
		IfNotBlocked
		reached[1][282] = 1;
		if (!((((int)now.sb[0].n)<4)))
			continue;
		/* merge: sb[0].at[sb[0].n] = 3(1420, 283, 1420) */
		reached[1][283] = 1;
		(trpt+1)->bup.ovals = grab_ints(7);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]);
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 3;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		/* merge: sb[0].val[sb[0].n] = 0(1420, 284, 1420) */
		reached[1][284] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]);
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		/* merge: sb[0].n = (sb[0].n+1)(1420, 285, 1420) */
		reached[1][285] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[0].n);
		now.sb[0].n = (((int)now.sb[0].n)+1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
		/* merge: .(goto)(1420, 290, 1420) */
		reached[1][290] = 1;
		;
		/* merge: .(goto)(1420, 293, 1420) */
		reached[1][293] = 1;
		;
		/* merge: x = 0(1420, 294, 1420) */
		reached[1][294] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: .(goto)(1420, 298, 1420) */
		reached[1][298] = 1;
		;
		/* merge: .(goto)(1420, 301, 1420) */
		reached[1][301] = 1;
		;
		/* merge: .(goto)(1420, 303, 1420) */
		reached[1][303] = 1;
		;
		/* merge: .(goto)(1420, 401, 1420) */
		reached[1][401] = 1;
		;
		/* merge: x = 0(1420, 402, 1420) */
		reached[1][402] = 1;
		(trpt+1)->bup.ovals[4] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: r = 1(1420, 404, 1420) */
		reached[1][404] = 1;
		(trpt+1)->bup.ovals[5] = ((int)((P1 *)_this)->r);
		((P1 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("sender:r", ((int)((P1 *)_this)->r));
#endif
		;
		/* merge: .(goto)(1420, 407, 1420) */
		reached[1][407] = 1;
		;
		/* merge: .(goto)(1420, 410, 1420) */
		reached[1][410] = 1;
		;
		/* merge: x = 0(1420, 411, 1420) */
		reached[1][411] = 1;
		(trpt+1)->bup.ovals[6] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 15 */
	case 222: // STATE 294 - spsc.h:55 - [x = 0] (0:1420:4 - 5)
		IfNotBlocked
		reached[1][294] = 1;
		(trpt+1)->bup.ovals = grab_ints(4);
		(trpt+1)->bup.ovals[0] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: .(goto)(1420, 298, 1420) */
		reached[1][298] = 1;
		;
		/* merge: .(goto)(1420, 301, 1420) */
		reached[1][301] = 1;
		;
		/* merge: .(goto)(1420, 303, 1420) */
		reached[1][303] = 1;
		;
		/* merge: .(goto)(1420, 401, 1420) */
		reached[1][401] = 1;
		;
		/* merge: x = 0(1420, 402, 1420) */
		reached[1][402] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: r = 1(1420, 404, 1420) */
		reached[1][404] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P1 *)_this)->r);
		((P1 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("sender:r", ((int)((P1 *)_this)->r));
#endif
		;
		/* merge: .(goto)(1420, 407, 1420) */
		reached[1][407] = 1;
		;
		/* merge: .(goto)(1420, 410, 1420) */
		reached[1][410] = 1;
		;
		/* merge: x = 0(1420, 411, 1420) */
		reached[1][411] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 9 */
	case 223: // STATE 319 - tso.h:42 - [D_STEP42]
		IfNotBlocked

		reached[1][319] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_342_0: /* 2 */
		((P1 *)_this)->x = ((int)now.mem[6]);
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
S_343_0: /* 2 */
		tso_i = 0;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_354_0: /* 2 */
S_353_0: /* 2 */
S_344_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_353_1;
S_348_0: /* 2 */
S_345_0: /* 2 */
		if (!((((int)now.sb[0].at[ Index(((int)tso_i), 4) ])==6)))
			goto S_348_1;
S_346_0: /* 2 */
		((P1 *)_this)->x = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		goto S_349_0;
S_348_1: /* 3 */
S_347_0: /* 2 */
		/* else */;
		goto S_349_0;
S_348_2: /* 3 */
		Uerror("blocking sel in d_step (nr.110, near line 46)");
S_349_0: /* 2 */
S_350_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_354_0; /* ';' */
S_353_1: /* 3 */
S_351_0: /* 2 */
		/* else */;
S_352_0: /* 2 */
		goto S_355_0;	/* 'goto' */
S_353_2: /* 3 */
		Uerror("blocking sel in d_step (nr.111, near line 45)");
S_355_0: /* 2 */
		goto S_435_0;	/* 'break' */
S_435_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 224: // STATE 321 - spsc.h:87 - [(x)] (0:0:1 - 1)
		IfNotBlocked
		reached[1][321] = 1;
		if (!(((int)((P1 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.oval = ((P1 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->x = 0;
		_m = 3; goto P999; /* 0 */
	case 225: // STATE 343 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[0].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[1][343] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_378_0: /* 2 */
S_377_0: /* 2 */
S_359_0: /* 2 */
		if (!((((int)now.sb[0].n)>0)))
			goto S_377_1;
S_374_0: /* 2 */
S_360_0: /* 2 */
		now.mem[ Index(now.sb[0].at[0], 8) ] = ((int)now.sb[0].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[0].at[0]]", ((int)now.mem[ Index(((int)now.sb[0].at[0]), 8) ]));
#endif
		;
S_361_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_369_0: /* 2 */
S_368_0: /* 2 */
S_362_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_368_1;
S_363_0: /* 2 */
		now.sb[0].at[ Index((tso_i-1), 4) ] = ((int)now.sb[0].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].at[(tso_i-1)]", ((int)now.sb[0].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_364_0: /* 2 */
		now.sb[0].val[ Index((tso_i-1), 4) ] = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].val[(tso_i-1)]", ((int)now.sb[0].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_365_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_369_0; /* ';' */
S_368_1: /* 3 */
S_366_0: /* 2 */
		/* else */;
S_367_0: /* 2 */
		goto S_371_0;	/* 'goto' */
S_368_2: /* 3 */
		Uerror("blocking sel in d_step (nr.112, near line 27)");
S_370_0: /* 2 */
		goto S_371_0;	/* 'break' */
S_371_0: /* 2 */
		now.sb[0].n = (((int)now.sb[0].n)-1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
S_372_0: /* 2 */
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
S_373_0: /* 2 */
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		goto S_378_0; /* ';' */
		goto S_378_0; /* ';' */
S_377_1: /* 3 */
S_375_0: /* 2 */
		/* else */;
S_376_0: /* 2 */
		goto S_382_0;	/* 'goto' */
S_377_2: /* 3 */
		Uerror("blocking sel in d_step (nr.113, near line 36)");
S_379_0: /* 2 */
		goto S_382_0;	/* 'break' */
		goto S_382_0;
S_382_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 226: // STATE 345 - tso.h:52 - [x = mem[6]] (0:377:2 - 2)
		IfNotBlocked
		reached[1][345] = 1;
		(trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = ((int)now.mem[6]);
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: mem[6] = 0(377, 346, 377) */
		reached[1][346] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.mem[6]);
		now.mem[6] = 0;
#ifdef VAR_RANGES
		logval("mem[6]", ((int)now.mem[6]));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 227: // STATE 349 - spsc.h:47 - [(x)] (0:0:0 - 1)
		IfNotBlocked
		reached[1][349] = 1;
		if (!(((int)((P1 *)_this)->x)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 228: // STATE 371 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[0].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[1][371] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_406_0: /* 2 */
S_405_0: /* 2 */
S_387_0: /* 2 */
		if (!((((int)now.sb[0].n)>0)))
			goto S_405_1;
S_402_0: /* 2 */
S_388_0: /* 2 */
		now.mem[ Index(now.sb[0].at[0], 8) ] = ((int)now.sb[0].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[0].at[0]]", ((int)now.mem[ Index(((int)now.sb[0].at[0]), 8) ]));
#endif
		;
S_389_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_397_0: /* 2 */
S_396_0: /* 2 */
S_390_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_396_1;
S_391_0: /* 2 */
		now.sb[0].at[ Index((tso_i-1), 4) ] = ((int)now.sb[0].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].at[(tso_i-1)]", ((int)now.sb[0].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_392_0: /* 2 */
		now.sb[0].val[ Index((tso_i-1), 4) ] = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].val[(tso_i-1)]", ((int)now.sb[0].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_393_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_397_0; /* ';' */
S_396_1: /* 3 */
S_394_0: /* 2 */
		/* else */;
S_395_0: /* 2 */
		goto S_399_0;	/* 'goto' */
S_396_2: /* 3 */
		Uerror("blocking sel in d_step (nr.114, near line 27)");
S_398_0: /* 2 */
		goto S_399_0;	/* 'break' */
S_399_0: /* 2 */
		now.sb[0].n = (((int)now.sb[0].n)-1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
S_400_0: /* 2 */
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
S_401_0: /* 2 */
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		goto S_406_0; /* ';' */
		goto S_406_0; /* ';' */
S_405_1: /* 3 */
S_403_0: /* 2 */
		/* else */;
S_404_0: /* 2 */
		goto S_407_0;	/* 'goto' */
S_405_2: /* 3 */
		Uerror("blocking sel in d_step (nr.115, near line 36)");
S_407_0: /* 2 */
		goto S_410_0;	/* 'break' */
S_410_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 229: // STATE 373 - spsc.h:39 - [asleep[1] = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[1][373] = 1;
		(trpt+1)->bup.oval = ((int)now.asleep[1]);
		now.asleep[1] = 0;
#ifdef VAR_RANGES
		logval("asleep[1]", ((int)now.asleep[1]));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 230: // STATE 379 - spsc.h:50 - [(x)] (390:0:2 - 1)
		IfNotBlocked
		reached[1][379] = 1;
		if (!(((int)((P1 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P1 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->x = 0;
		/* merge: streak = 0(0, 380, 390) */
		reached[1][380] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->streak);
		((P1 *)_this)->streak = 0;
#ifdef VAR_RANGES
		logval("sender:streak", ((int)((P1 *)_this)->streak));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 231: // STATE 381 - spsc.h:52 - [((mode!=0))] (388:0:2 - 1)
		IfNotBlocked
		reached[1][381] = 1;
		if (!((((int)((P1 *)_this)->mode)!=0)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: mode */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P1 *)_this)->mode;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->mode = 0;
		/* merge: mode = 0(0, 382, 388) */
		reached[1][382] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->mode);
		((P1 *)_this)->mode = 0;
#ifdef VAR_RANGES
		logval("sender:mode", ((int)((P1 *)_this)->mode));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 232: // STATE 383 - tso.h:39 - [((sb[0].n<4))] (1420:0:7 - 1)
		IfNotBlocked
		reached[1][383] = 1;
		if (!((((int)now.sb[0].n)<4)))
			continue;
		/* merge: sb[0].at[sb[0].n] = 3(1420, 384, 1420) */
		reached[1][384] = 1;
		(trpt+1)->bup.ovals = grab_ints(7);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]);
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 3;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		/* merge: sb[0].val[sb[0].n] = 0(1420, 385, 1420) */
		reached[1][385] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]);
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		/* merge: sb[0].n = (sb[0].n+1)(1420, 386, 1420) */
		reached[1][386] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[0].n);
		now.sb[0].n = (((int)now.sb[0].n)+1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
		/* merge: .(goto)(1420, 391, 1420) */
		reached[1][391] = 1;
		;
		/* merge: .(goto)(1420, 394, 1420) */
		reached[1][394] = 1;
		;
		/* merge: x = 0(1420, 395, 1420) */
		reached[1][395] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: .(goto)(1420, 399, 1420) */
		reached[1][399] = 1;
		;
		/* merge: .(goto)(1420, 401, 1420) */
		reached[1][401] = 1;
		;
		/* merge: x = 0(1420, 402, 1420) */
		reached[1][402] = 1;
		(trpt+1)->bup.ovals[4] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: r = 1(1420, 404, 1420) */
		reached[1][404] = 1;
		(trpt+1)->bup.ovals[5] = ((int)((P1 *)_this)->r);
		((P1 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("sender:r", ((int)((P1 *)_this)->r));
#endif
		;
		/* merge: .(goto)(1420, 407, 1420) */
		reached[1][407] = 1;
		;
		/* merge: .(goto)(1420, 410, 1420) */
		reached[1][410] = 1;
		;
		/* merge: x = 0(1420, 411, 1420) */
		reached[1][411] = 1;
		(trpt+1)->bup.ovals[6] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 13 */
	case 233: // STATE 395 - spsc.h:55 - [x = 0] (0:1420:4 - 5)
		IfNotBlocked
		reached[1][395] = 1;
		(trpt+1)->bup.ovals = grab_ints(4);
		(trpt+1)->bup.ovals[0] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: .(goto)(1420, 399, 1420) */
		reached[1][399] = 1;
		;
		/* merge: .(goto)(1420, 401, 1420) */
		reached[1][401] = 1;
		;
		/* merge: x = 0(1420, 402, 1420) */
		reached[1][402] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: r = 1(1420, 404, 1420) */
		reached[1][404] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P1 *)_this)->r);
		((P1 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("sender:r", ((int)((P1 *)_this)->r));
#endif
		;
		/* merge: .(goto)(1420, 407, 1420) */
		reached[1][407] = 1;
		;
		/* merge: .(goto)(1420, 410, 1420) */
		reached[1][410] = 1;
		;
		/* merge: x = 0(1420, 411, 1420) */
		reached[1][411] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 7 */
	case 234: // STATE 402 - spsc.h:89 - [x = 0] (0:1420:3 - 11)
		IfNotBlocked
		reached[1][402] = 1;
		(trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: r = 1(1420, 404, 1420) */
		reached[1][404] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->r);
		((P1 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("sender:r", ((int)((P1 *)_this)->r));
#endif
		;
		/* merge: .(goto)(1420, 407, 1420) */
		reached[1][407] = 1;
		;
		/* merge: .(goto)(1420, 410, 1420) */
		reached[1][410] = 1;
		;
		/* merge: x = 0(1420, 411, 1420) */
		reached[1][411] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 4 */
	case 235: // STATE 411 - spsc.h:122 - [x = 0] (0:1420:1 - 5)
		IfNotBlocked
		reached[1][411] = 1;
		(trpt+1)->bup.oval = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 236: // STATE 413 - spsc.h:212 - [((r==0))] (0:0:1 - 1)
		IfNotBlocked
		reached[1][413] = 1;
		if (!((((int)((P1 *)_this)->r)==0)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: r */  (trpt+1)->bup.oval = ((P1 *)_this)->r;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->r = 0;
		_m = 3; goto P999; /* 0 */
	case 237: // STATE 414 - tso.h:39 - [((sb[0].n<4))] (442:0:3 - 1)
		IfNotBlocked
		reached[1][414] = 1;
		if (!((((int)now.sb[0].n)<4)))
			continue;
		/* merge: sb[0].at[sb[0].n] = 5(442, 415, 442) */
		reached[1][415] = 1;
		(trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]);
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 5;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		/* merge: sb[0].val[sb[0].n] = 1(442, 416, 442) */
		reached[1][416] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]);
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 1;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		/* merge: sb[0].n = (sb[0].n+1)(442, 417, 442) */
		reached[1][417] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[0].n);
		now.sb[0].n = (((int)now.sb[0].n)+1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
		_m = 3; goto P999; /* 3 */
	case 238: // STATE 441 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[0].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[1][441] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_476_0: /* 2 */
S_475_0: /* 2 */
S_457_0: /* 2 */
		if (!((((int)now.sb[0].n)>0)))
			goto S_475_1;
S_472_0: /* 2 */
S_458_0: /* 2 */
		now.mem[ Index(now.sb[0].at[0], 8) ] = ((int)now.sb[0].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[0].at[0]]", ((int)now.mem[ Index(((int)now.sb[0].at[0]), 8) ]));
#endif
		;
S_459_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_467_0: /* 2 */
S_466_0: /* 2 */
S_460_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_466_1;
S_461_0: /* 2 */
		now.sb[0].at[ Index((tso_i-1), 4) ] = ((int)now.sb[0].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].at[(tso_i-1)]", ((int)now.sb[0].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_462_0: /* 2 */
		now.sb[0].val[ Index((tso_i-1), 4) ] = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].val[(tso_i-1)]", ((int)now.sb[0].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_463_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_467_0; /* ';' */
S_466_1: /* 3 */
S_464_0: /* 2 */
		/* else */;
S_465_0: /* 2 */
		goto S_469_0;	/* 'goto' */
S_466_2: /* 3 */
		Uerror("blocking sel in d_step (nr.116, near line 27)");
S_468_0: /* 2 */
		goto S_469_0;	/* 'break' */
S_469_0: /* 2 */
		now.sb[0].n = (((int)now.sb[0].n)-1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
S_470_0: /* 2 */
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
S_471_0: /* 2 */
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		goto S_476_0; /* ';' */
		goto S_476_0; /* ';' */
S_475_1: /* 3 */
S_473_0: /* 2 */
		/* else */;
S_474_0: /* 2 */
		goto S_477_0;	/* 'goto' */
S_475_2: /* 3 */
		Uerror("blocking sel in d_step (nr.117, near line 36)");
S_477_0: /* 2 */
		goto S_549_0;	/* 'break' */
S_549_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 239: // STATE 457 - tso.h:42 - [D_STEP42]
		IfNotBlocked

		reached[1][457] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_480_0: /* 2 */
		((P1 *)_this)->x = ((int)now.mem[4]);
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
S_481_0: /* 2 */
		tso_i = 0;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_492_0: /* 2 */
S_491_0: /* 2 */
S_482_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_491_1;
S_486_0: /* 2 */
S_483_0: /* 2 */
		if (!((((int)now.sb[0].at[ Index(((int)tso_i), 4) ])==4)))
			goto S_486_1;
S_484_0: /* 2 */
		((P1 *)_this)->x = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		goto S_487_0;
S_486_1: /* 3 */
S_485_0: /* 2 */
		/* else */;
		goto S_487_0;
S_486_2: /* 3 */
		Uerror("blocking sel in d_step (nr.118, near line 46)");
S_487_0: /* 2 */
S_488_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_492_0; /* ';' */
S_491_1: /* 3 */
S_489_0: /* 2 */
		/* else */;
S_490_0: /* 2 */
		goto S_493_0;	/* 'goto' */
S_491_2: /* 3 */
		Uerror("blocking sel in d_step (nr.119, near line 45)");
S_493_0: /* 2 */
		goto S_546_0;	/* 'break' */
S_546_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 240: // STATE 459 - spsc.h:172 - [((x==1))] (0:0:1 - 1)
		IfNotBlocked
		reached[1][459] = 1;
		if (!((((int)((P1 *)_this)->x)==1)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.oval = ((P1 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->x = 0;
		_m = 3; goto P999; /* 0 */
	case 241: // STATE 481 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[0].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[1][481] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_516_0: /* 2 */
S_515_0: /* 2 */
S_497_0: /* 2 */
		if (!((((int)now.sb[0].n)>0)))
			goto S_515_1;
S_512_0: /* 2 */
S_498_0: /* 2 */
		now.mem[ Index(now.sb[0].at[0], 8) ] = ((int)now.sb[0].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[0].at[0]]", ((int)now.mem[ Index(((int)now.sb[0].at[0]), 8) ]));
#endif
		;
S_499_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_507_0: /* 2 */
S_506_0: /* 2 */
S_500_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_506_1;
S_501_0: /* 2 */
		now.sb[0].at[ Index((tso_i-1), 4) ] = ((int)now.sb[0].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].at[(tso_i-1)]", ((int)now.sb[0].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_502_0: /* 2 */
		now.sb[0].val[ Index((tso_i-1), 4) ] = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].val[(tso_i-1)]", ((int)now.sb[0].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_503_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_507_0; /* ';' */
S_506_1: /* 3 */
S_504_0: /* 2 */
		/* else */;
S_505_0: /* 2 */
		goto S_509_0;	/* 'goto' */
S_506_2: /* 3 */
		Uerror("blocking sel in d_step (nr.120, near line 27)");
S_508_0: /* 2 */
		goto S_509_0;	/* 'break' */
S_509_0: /* 2 */
		now.sb[0].n = (((int)now.sb[0].n)-1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
S_510_0: /* 2 */
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
S_511_0: /* 2 */
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		goto S_516_0; /* ';' */
		goto S_516_0; /* ';' */
S_515_1: /* 3 */
S_513_0: /* 2 */
		/* else */;
S_514_0: /* 2 */
		goto S_517_0;	/* 'goto' */
S_515_2: /* 3 */
		Uerror("blocking sel in d_step (nr.121, near line 36)");
S_517_0: /* 2 */
		goto S_542_0;	/* 'break' */
S_542_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 242: // STATE 504 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[1].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[1][504] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_539_0: /* 2 */
S_538_0: /* 2 */
S_520_0: /* 2 */
		if (!((((int)now.sb[1].n)>0)))
			goto S_538_1;
S_535_0: /* 2 */
S_521_0: /* 2 */
		now.mem[ Index(now.sb[1].at[0], 8) ] = ((int)now.sb[1].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[1].at[0]]", ((int)now.mem[ Index(((int)now.sb[1].at[0]), 8) ]));
#endif
		;
S_522_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_530_0: /* 2 */
S_529_0: /* 2 */
S_523_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_529_1;
S_524_0: /* 2 */
		now.sb[1].at[ Index((tso_i-1), 4) ] = ((int)now.sb[1].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].at[(tso_i-1)]", ((int)now.sb[1].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_525_0: /* 2 */
		now.sb[1].val[ Index((tso_i-1), 4) ] = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].val[(tso_i-1)]", ((int)now.sb[1].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_526_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_530_0; /* ';' */
S_529_1: /* 3 */
S_527_0: /* 2 */
		/* else */;
S_528_0: /* 2 */
		goto S_532_0;	/* 'goto' */
S_529_2: /* 3 */
		Uerror("blocking sel in d_step (nr.122, near line 27)");
S_531_0: /* 2 */
		goto S_532_0;	/* 'break' */
S_532_0: /* 2 */
		now.sb[1].n = (((int)now.sb[1].n)-1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
S_533_0: /* 2 */
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
S_534_0: /* 2 */
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		goto S_539_0; /* ';' */
		goto S_539_0; /* ';' */
S_538_1: /* 3 */
S_536_0: /* 2 */
		/* else */;
S_537_0: /* 2 */
		goto S_540_0;	/* 'goto' */
S_538_2: /* 3 */
		Uerror("blocking sel in d_step (nr.123, near line 36)");
S_540_0: /* 2 */
		goto S_543_0;	/* 'break' */
S_543_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 243: // STATE 506 - tso.h:62 - [(1)] (921:0:1 - 1)
		IfNotBlocked
		reached[1][506] = 1;
		if (!(1))
			continue;
		/* merge: .(goto)(921, 510, 921) */
		reached[1][510] = 1;
		;
		/* merge: x = 0(921, 511, 921) */
		reached[1][511] = 1;
		(trpt+1)->bup.oval = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 2 */
	case 244: // STATE 511 - spsc.h:173 - [x = 0] (0:921:1 - 3)
		IfNotBlocked
		reached[1][511] = 1;
		(trpt+1)->bup.oval = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 245: // STATE 513 - spsc.h:99 - [r = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[1][513] = 1;
		(trpt+1)->bup.oval = ((int)((P1 *)_this)->r);
		((P1 *)_this)->r = 0;
#ifdef VAR_RANGES
		logval("sender:r", ((int)((P1 *)_this)->r));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 246: // STATE 514 - spsc.h:105 - [((r==0))] (0:0:0 - 1)
		IfNotBlocked
		reached[1][514] = 1;
		if (!((((int)((P1 *)_this)->r)==0)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 247: // STATE 515 - spsc.h:107 - [(((pos-seen)>=1))] (0:0:1 - 1)
		IfNotBlocked
		reached[1][515] = 1;
		if (!(((((int)((P1 *)_this)->pos)-((int)((P1 *)_this)->seen))>=1)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: seen */  (trpt+1)->bup.oval = ((P1 *)_this)->seen;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->seen = 0;
		_m = 3; goto P999; /* 0 */
	case 248: // STATE 530 - tso.h:42 - [D_STEP42]
		IfNotBlocked

		reached[1][530] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_553_0: /* 2 */
		((P1 *)_this)->seen = ((int)now.mem[2]);
#ifdef VAR_RANGES
		logval("sender:seen", ((int)((P1 *)_this)->seen));
#endif
		;
S_554_0: /* 2 */
		tso_i = 0;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_565_0: /* 2 */
S_564_0: /* 2 */
S_555_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_564_1;
S_559_0: /* 2 */
S_556_0: /* 2 */
		if (!((((int)now.sb[0].at[ Index(((int)tso_i), 4) ])==2)))
			goto S_559_1;
S_557_0: /* 2 */
		((P1 *)_this)->seen = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sender:seen", ((int)((P1 *)_this)->seen));
#endif
		;
		goto S_560_0;
S_559_1: /* 3 */
S_558_0: /* 2 */
		/* else */;
		goto S_560_0;
S_559_2: /* 3 */
		Uerror("blocking sel in d_step (nr.124, near line 46)");
S_560_0: /* 2 */
S_561_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_565_0; /* ';' */
S_564_1: /* 3 */
S_562_0: /* 2 */
		/* else */;
S_563_0: /* 2 */
		goto S_566_0;	/* 'goto' */
S_564_2: /* 3 */
		Uerror("blocking sel in d_step (nr.125, near line 45)");
S_566_0: /* 2 */
		goto S_587_0;	/* 'break' */
S_587_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 249: // STATE 532 - spsc.h:109 - [(((pos-seen)>=1))] (0:0:1 - 1)
		IfNotBlocked
		reached[1][532] = 1;
		if (!(((((int)((P1 *)_this)->pos)-((int)((P1 *)_this)->seen))>=1)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: seen */  (trpt+1)->bup.oval = ((P1 *)_this)->seen;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->seen = 0;
		_m = 3; goto P999; /* 0 */
	case 250: // STATE 547 - tso.h:42 - [D_STEP42]
		IfNotBlocked

		reached[1][547] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_570_0: /* 2 */
		((P1 *)_this)->seen = ((int)now.mem[1]);
#ifdef VAR_RANGES
		logval("sender:seen", ((int)((P1 *)_this)->seen));
#endif
		;
S_571_0: /* 2 */
		tso_i = 0;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_582_0: /* 2 */
S_581_0: /* 2 */
S_572_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_581_1;
S_576_0: /* 2 */
S_573_0: /* 2 */
		if (!((((int)now.sb[0].at[ Index(((int)tso_i), 4) ])==1)))
			goto S_576_1;
S_574_0: /* 2 */
		((P1 *)_this)->seen = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sender:seen", ((int)((P1 *)_this)->seen));
#endif
		;
		goto S_577_0;
S_576_1: /* 3 */
S_575_0: /* 2 */
		/* else */;
		goto S_577_0;
S_576_2: /* 3 */
		Uerror("blocking sel in d_step (nr.126, near line 46)");
S_577_0: /* 2 */
S_578_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_582_0; /* ';' */
S_581_1: /* 3 */
S_579_0: /* 2 */
		/* else */;
S_580_0: /* 2 */
		goto S_583_0;	/* 'goto' */
S_581_2: /* 3 */
		Uerror("blocking sel in d_step (nr.127, near line 45)");
S_583_0: /* 2 */
		goto S_952_0;	/* 'break' */
S_588_0: /* 1 */
S_952_0:	/* break-dest */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 251: // STATE 555 - spsc.h:113 - [(((pos-seen)<1))] (562:0:1 - 1)
		IfNotBlocked
		reached[1][555] = 1;
		if (!(((((int)((P1 *)_this)->pos)-((int)((P1 *)_this)->seen))<1)))
			continue;
		/* merge: pos = (pos+1)(0, 556, 562) */
		reached[1][556] = 1;
		(trpt+1)->bup.oval = ((int)((P1 *)_this)->pos);
		((P1 *)_this)->pos = (((int)((P1 *)_this)->pos)+1);
#ifdef VAR_RANGES
		logval("sender:pos", ((int)((P1 *)_this)->pos));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 252: // STATE 557 - tso.h:39 - [((sb[0].n<4))] (912:0:3 - 1)
		IfNotBlocked
		reached[1][557] = 1;
		if (!((((int)now.sb[0].n)<4)))
			continue;
		/* merge: sb[0].at[sb[0].n] = 0(912, 558, 912) */
		reached[1][558] = 1;
		(trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]);
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		/* merge: sb[0].val[sb[0].n] = pos(912, 559, 912) */
		reached[1][559] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]);
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = ((int)((P1 *)_this)->pos);
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		/* merge: sb[0].n = (sb[0].n+1)(912, 560, 912) */
		reached[1][560] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[0].n);
		now.sb[0].n = (((int)now.sb[0].n)+1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
		_m = 3; goto P999; /* 3 */
	case 253: // STATE 563 - spsc.h:61 - [((mode==0))] (0:0:0 - 1)
		IfNotBlocked
		reached[1][563] = 1;
		if (!((((int)((P1 *)_this)->mode)==0)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 254: // STATE 585 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[0].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[1][585] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_620_0: /* 2 */
S_619_0: /* 2 */
S_601_0: /* 2 */
		if (!((((int)now.sb[0].n)>0)))
			goto S_619_1;
S_616_0: /* 2 */
S_602_0: /* 2 */
		now.mem[ Index(now.sb[0].at[0], 8) ] = ((int)now.sb[0].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[0].at[0]]", ((int)now.mem[ Index(((int)now.sb[0].at[0]), 8) ]));
#endif
		;
S_603_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_611_0: /* 2 */
S_610_0: /* 2 */
S_604_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_610_1;
S_605_0: /* 2 */
		now.sb[0].at[ Index((tso_i-1), 4) ] = ((int)now.sb[0].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].at[(tso_i-1)]", ((int)now.sb[0].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_606_0: /* 2 */
		now.sb[0].val[ Index((tso_i-1), 4) ] = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].val[(tso_i-1)]", ((int)now.sb[0].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_607_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_611_0; /* ';' */
S_610_1: /* 3 */
S_608_0: /* 2 */
		/* else */;
S_609_0: /* 2 */
		goto S_613_0;	/* 'goto' */
S_610_2: /* 3 */
		Uerror("blocking sel in d_step (nr.128, near line 27)");
S_612_0: /* 2 */
		goto S_613_0;	/* 'break' */
S_613_0: /* 2 */
		now.sb[0].n = (((int)now.sb[0].n)-1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
S_614_0: /* 2 */
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
S_615_0: /* 2 */
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		goto S_620_0; /* ';' */
		goto S_620_0; /* ';' */
S_619_1: /* 3 */
S_617_0: /* 2 */
		/* else */;
S_618_0: /* 2 */
		goto S_621_0;	/* 'goto' */
S_619_2: /* 3 */
		Uerror("blocking sel in d_step (nr.129, near line 36)");
S_621_0: /* 2 */
		goto S_639_0;	/* 'break' */
S_639_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 255: // STATE 601 - tso.h:42 - [D_STEP42]
		IfNotBlocked

		reached[1][601] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_624_0: /* 2 */
		((P1 *)_this)->x = ((int)now.mem[6]);
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
S_625_0: /* 2 */
		tso_i = 0;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_636_0: /* 2 */
S_635_0: /* 2 */
S_626_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_635_1;
S_630_0: /* 2 */
S_627_0: /* 2 */
		if (!((((int)now.sb[0].at[ Index(((int)tso_i), 4) ])==6)))
			goto S_630_1;
S_628_0: /* 2 */
		((P1 *)_this)->x = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		goto S_631_0;
S_630_1: /* 3 */
S_629_0: /* 2 */
		/* else */;
		goto S_631_0;
S_630_2: /* 3 */
		Uerror("blocking sel in d_step (nr.130, near line 46)");
S_631_0: /* 2 */
S_632_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_636_0; /* ';' */
S_635_1: /* 3 */
S_633_0: /* 2 */
		/* else */;
S_634_0: /* 2 */
		goto S_637_0;	/* 'goto' */
S_635_2: /* 3 */
		Uerror("blocking sel in d_step (nr.131, near line 45)");
S_637_0: /* 2 */
		goto S_848_0;	/* 'break' */
S_848_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 256: // STATE 603 - spsc.h:67 - [(x)] (0:0:1 - 1)
		IfNotBlocked
		reached[1][603] = 1;
		if (!(((int)((P1 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.oval = ((P1 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->x = 0;
		_m = 3; goto P999; /* 0 */
	case 257: // STATE 625 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[0].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[1][625] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_660_0: /* 2 */
S_659_0: /* 2 */
S_641_0: /* 2 */
		if (!((((int)now.sb[0].n)>0)))
			goto S_659_1;
S_656_0: /* 2 */
S_642_0: /* 2 */
		now.mem[ Index(now.sb[0].at[0], 8) ] = ((int)now.sb[0].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[0].at[0]]", ((int)now.mem[ Index(((int)now.sb[0].at[0]), 8) ]));
#endif
		;
S_643_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_651_0: /* 2 */
S_650_0: /* 2 */
S_644_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_650_1;
S_645_0: /* 2 */
		now.sb[0].at[ Index((tso_i-1), 4) ] = ((int)now.sb[0].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].at[(tso_i-1)]", ((int)now.sb[0].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_646_0: /* 2 */
		now.sb[0].val[ Index((tso_i-1), 4) ] = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].val[(tso_i-1)]", ((int)now.sb[0].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_647_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_651_0; /* ';' */
S_650_1: /* 3 */
S_648_0: /* 2 */
		/* else */;
S_649_0: /* 2 */
		goto S_653_0;	/* 'goto' */
S_650_2: /* 3 */
		Uerror("blocking sel in d_step (nr.132, near line 27)");
S_652_0: /* 2 */
		goto S_653_0;	/* 'break' */
S_653_0: /* 2 */
		now.sb[0].n = (((int)now.sb[0].n)-1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
S_654_0: /* 2 */
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
S_655_0: /* 2 */
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		goto S_660_0; /* ';' */
		goto S_660_0; /* ';' */
S_659_1: /* 3 */
S_657_0: /* 2 */
		/* else */;
S_658_0: /* 2 */
		goto S_664_0;	/* 'goto' */
S_659_2: /* 3 */
		Uerror("blocking sel in d_step (nr.133, near line 36)");
S_661_0: /* 2 */
		goto S_664_0;	/* 'break' */
		goto S_664_0;
S_664_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 258: // STATE 627 - tso.h:52 - [x = mem[6]] (0:659:2 - 2)
		IfNotBlocked
		reached[1][627] = 1;
		(trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = ((int)now.mem[6]);
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: mem[6] = 0(659, 628, 659) */
		reached[1][628] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.mem[6]);
		now.mem[6] = 0;
#ifdef VAR_RANGES
		logval("mem[6]", ((int)now.mem[6]));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 259: // STATE 631 - spsc.h:47 - [(x)] (0:0:0 - 1)
		IfNotBlocked
		reached[1][631] = 1;
		if (!(((int)((P1 *)_this)->x)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 260: // STATE 653 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[0].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[1][653] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_688_0: /* 2 */
S_687_0: /* 2 */
S_669_0: /* 2 */
		if (!((((int)now.sb[0].n)>0)))
			goto S_687_1;
S_684_0: /* 2 */
S_670_0: /* 2 */
		now.mem[ Index(now.sb[0].at[0], 8) ] = ((int)now.sb[0].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[0].at[0]]", ((int)now.mem[ Index(((int)now.sb[0].at[0]), 8) ]));
#endif
		;
S_671_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_679_0: /* 2 */
S_678_0: /* 2 */
S_672_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_678_1;
S_673_0: /* 2 */
		now.sb[0].at[ Index((tso_i-1), 4) ] = ((int)now.sb[0].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].at[(tso_i-1)]", ((int)now.sb[0].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_674_0: /* 2 */
		now.sb[0].val[ Index((tso_i-1), 4) ] = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].val[(tso_i-1)]", ((int)now.sb[0].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_675_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_679_0; /* ';' */
S_678_1: /* 3 */
S_676_0: /* 2 */
		/* else */;
S_677_0: /* 2 */
		goto S_681_0;	/* 'goto' */
S_678_2: /* 3 */
		Uerror("blocking sel in d_step (nr.134, near line 27)");
S_680_0: /* 2 */
		goto S_681_0;	/* 'break' */
S_681_0: /* 2 */
		now.sb[0].n = (((int)now.sb[0].n)-1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
S_682_0: /* 2 */
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
S_683_0: /* 2 */
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		goto S_688_0; /* ';' */
		goto S_688_0; /* ';' */
S_687_1: /* 3 */
S_685_0: /* 2 */
		/* else */;
S_686_0: /* 2 */
		goto S_689_0;	/* 'goto' */
S_687_2: /* 3 */
		Uerror("blocking sel in d_step (nr.135, near line 36)");
S_689_0: /* 2 */
		goto S_692_0;	/* 'break' */
S_692_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 261: // STATE 655 - spsc.h:39 - [asleep[1] = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[1][655] = 1;
		(trpt+1)->bup.oval = ((int)now.asleep[1]);
		now.asleep[1] = 0;
#ifdef VAR_RANGES
		logval("asleep[1]", ((int)now.asleep[1]));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 262: // STATE 661 - spsc.h:50 - [(x)] (672:0:2 - 1)
		IfNotBlocked
		reached[1][661] = 1;
		if (!(((int)((P1 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P1 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->x = 0;
		/* merge: streak = 0(0, 662, 672) */
		reached[1][662] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->streak);
		((P1 *)_this)->streak = 0;
#ifdef VAR_RANGES
		logval("sender:streak", ((int)((P1 *)_this)->streak));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 263: // STATE 663 - spsc.h:52 - [((mode!=0))] (670:0:2 - 1)
		IfNotBlocked
		reached[1][663] = 1;
		if (!((((int)((P1 *)_this)->mode)!=0)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: mode */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P1 *)_this)->mode;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->mode = 0;
		/* merge: mode = 0(0, 664, 670) */
		reached[1][664] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->mode);
		((P1 *)_this)->mode = 0;
#ifdef VAR_RANGES
		logval("sender:mode", ((int)((P1 *)_this)->mode));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 264: // STATE 665 - tso.h:39 - [((sb[0].n<4))] (925:0:7 - 1)
		IfNotBlocked
		reached[1][665] = 1;
		if (!((((int)now.sb[0].n)<4)))
			continue;
		/* merge: sb[0].at[sb[0].n] = 3(925, 666, 925) */
		reached[1][666] = 1;
		(trpt+1)->bup.ovals = grab_ints(7);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]);
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 3;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		/* merge: sb[0].val[sb[0].n] = 0(925, 667, 925) */
		reached[1][667] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]);
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		/* merge: sb[0].n = (sb[0].n+1)(925, 668, 925) */
		reached[1][668] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[0].n);
		now.sb[0].n = (((int)now.sb[0].n)+1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
		/* merge: .(goto)(925, 673, 925) */
		reached[1][673] = 1;
		;
		/* merge: .(goto)(925, 676, 925) */
		reached[1][676] = 1;
		;
		/* merge: x = 0(925, 677, 925) */
		reached[1][677] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: .(goto)(925, 812, 925) */
		reached[1][812] = 1;
		;
		/* merge: .(goto)(925, 910, 925) */
		reached[1][910] = 1;
		;
		/* merge: x = 0(925, 911, 925) */
		reached[1][911] = 1;
		(trpt+1)->bup.ovals[4] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: r = 1(925, 913, 925) */
		reached[1][913] = 1;
		(trpt+1)->bup.ovals[5] = ((int)((P1 *)_this)->r);
		((P1 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("sender:r", ((int)((P1 *)_this)->r));
#endif
		;
		/* merge: .(goto)(925, 916, 925) */
		reached[1][916] = 1;
		;
		/* merge: .(goto)(925, 919, 925) */
		reached[1][919] = 1;
		;
		/* merge: x = 0(925, 920, 925) */
		reached[1][920] = 1;
		(trpt+1)->bup.ovals[6] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 13 */
	case 265: // STATE 677 - spsc.h:55 - [x = 0] (0:925:4 - 5)
		IfNotBlocked
		reached[1][677] = 1;
		(trpt+1)->bup.ovals = grab_ints(4);
		(trpt+1)->bup.ovals[0] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: .(goto)(925, 812, 925) */
		reached[1][812] = 1;
		;
		/* merge: .(goto)(925, 910, 925) */
		reached[1][910] = 1;
		;
		/* merge: x = 0(925, 911, 925) */
		reached[1][911] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: r = 1(925, 913, 925) */
		reached[1][913] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P1 *)_this)->r);
		((P1 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("sender:r", ((int)((P1 *)_this)->r));
#endif
		;
		/* merge: .(goto)(925, 916, 925) */
		reached[1][916] = 1;
		;
		/* merge: .(goto)(925, 919, 925) */
		reached[1][919] = 1;
		;
		/* merge: x = 0(925, 920, 925) */
		reached[1][920] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 7 */
	case 266: // STATE 680 - spsc.h:69 - [streak = (streak+1)] (0:0:1 - 1)
		IfNotBlocked
		reached[1][680] = 1;
		(trpt+1)->bup.oval = ((int)((P1 *)_this)->streak);
		((P1 *)_this)->streak = (((int)((P1 *)_this)->streak)+1);
#ifdef VAR_RANGES
		logval("sender:streak", ((int)((P1 *)_this)->streak));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 267: // STATE 681 - spsc.h:71 - [((streak>=2))] (689:0:3 - 1)
		IfNotBlocked
		reached[1][681] = 1;
		if (!((((int)((P1 *)_this)->streak)>=2)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: streak */  (trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((P1 *)_this)->streak;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->streak = 0;
		/* merge: streak = 2(689, 682, 689) */
		reached[1][682] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->streak);
		((P1 *)_this)->streak = 2;
#ifdef VAR_RANGES
		logval("sender:streak", ((int)((P1 *)_this)->streak));
#endif
		;
		/* merge: mode = 1(689, 683, 689) */
		reached[1][683] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P1 *)_this)->mode);
		((P1 *)_this)->mode = 1;
#ifdef VAR_RANGES
		logval("sender:mode", ((int)((P1 *)_this)->mode));
#endif
		;
		_m = 3; goto P999; /* 2 */
	case 268: // STATE 684 - tso.h:39 - [((sb[0].n<4))] (712:0:3 - 1)
		IfNotBlocked
		reached[1][684] = 1;
		if (!((((int)now.sb[0].n)<4)))
			continue;
		/* merge: sb[0].at[sb[0].n] = 3(712, 685, 712) */
		reached[1][685] = 1;
		(trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]);
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 3;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		/* merge: sb[0].val[sb[0].n] = 1(712, 686, 712) */
		reached[1][686] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]);
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 1;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		/* merge: sb[0].n = (sb[0].n+1)(712, 687, 712) */
		reached[1][687] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[0].n);
		now.sb[0].n = (((int)now.sb[0].n)+1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
		_m = 3; goto P999; /* 3 */
	case 269: // STATE 711 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[0].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[1][711] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_746_0: /* 2 */
S_745_0: /* 2 */
S_727_0: /* 2 */
		if (!((((int)now.sb[0].n)>0)))
			goto S_745_1;
S_742_0: /* 2 */
S_728_0: /* 2 */
		now.mem[ Index(now.sb[0].at[0], 8) ] = ((int)now.sb[0].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[0].at[0]]", ((int)now.mem[ Index(((int)now.sb[0].at[0]), 8) ]));
#endif
		;
S_729_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_737_0: /* 2 */
S_736_0: /* 2 */
S_730_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_736_1;
S_731_0: /* 2 */
		now.sb[0].at[ Index((tso_i-1), 4) ] = ((int)now.sb[0].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].at[(tso_i-1)]", ((int)now.sb[0].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_732_0: /* 2 */
		now.sb[0].val[ Index((tso_i-1), 4) ] = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].val[(tso_i-1)]", ((int)now.sb[0].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_733_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_737_0; /* ';' */
S_736_1: /* 3 */
S_734_0: /* 2 */
		/* else */;
S_735_0: /* 2 */
		goto S_739_0;	/* 'goto' */
S_736_2: /* 3 */
		Uerror("blocking sel in d_step (nr.136, near line 27)");
S_738_0: /* 2 */
		goto S_739_0;	/* 'break' */
S_739_0: /* 2 */
		now.sb[0].n = (((int)now.sb[0].n)-1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
S_740_0: /* 2 */
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
S_741_0: /* 2 */
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		goto S_746_0; /* ';' */
		goto S_746_0; /* ';' */
S_745_1: /* 3 */
S_743_0: /* 2 */
		/* else */;
S_744_0: /* 2 */
		goto S_747_0;	/* 'goto' */
S_745_2: /* 3 */
		Uerror("blocking sel in d_step (nr.137, near line 36)");
S_747_0: /* 2 */
		goto S_765_0;	/* 'break' */
S_765_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 270: // STATE 727 - tso.h:42 - [D_STEP42]
		IfNotBlocked

		reached[1][727] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_750_0: /* 2 */
		((P1 *)_this)->x = ((int)now.mem[6]);
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
S_751_0: /* 2 */
		tso_i = 0;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_762_0: /* 2 */
S_761_0: /* 2 */
S_752_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_761_1;
S_756_0: /* 2 */
S_753_0: /* 2 */
		if (!((((int)now.sb[0].at[ Index(((int)tso_i), 4) ])==6)))
			goto S_756_1;
S_754_0: /* 2 */
		((P1 *)_this)->x = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		goto S_757_0;
S_756_1: /* 3 */
S_755_0: /* 2 */
		/* else */;
		goto S_757_0;
S_756_2: /* 3 */
		Uerror("blocking sel in d_step (nr.138, near line 46)");
S_757_0: /* 2 */
S_758_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_762_0; /* ';' */
S_761_1: /* 3 */
S_759_0: /* 2 */
		/* else */;
S_760_0: /* 2 */
		goto S_763_0;	/* 'goto' */
S_761_2: /* 3 */
		Uerror("blocking sel in d_step (nr.139, near line 45)");
S_763_0: /* 2 */
		goto S_843_0;	/* 'break' */
S_843_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 271: // STATE 729 - spsc.h:80 - [(x)] (0:0:1 - 1)
		IfNotBlocked
		reached[1][729] = 1;
		if (!(((int)((P1 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.oval = ((P1 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->x = 0;
		_m = 3; goto P999; /* 0 */
	case 272: // STATE 751 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[0].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[1][751] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_786_0: /* 2 */
S_785_0: /* 2 */
S_767_0: /* 2 */
		if (!((((int)now.sb[0].n)>0)))
			goto S_785_1;
S_782_0: /* 2 */
S_768_0: /* 2 */
		now.mem[ Index(now.sb[0].at[0], 8) ] = ((int)now.sb[0].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[0].at[0]]", ((int)now.mem[ Index(((int)now.sb[0].at[0]), 8) ]));
#endif
		;
S_769_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_777_0: /* 2 */
S_776_0: /* 2 */
S_770_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_776_1;
S_771_0: /* 2 */
		now.sb[0].at[ Index((tso_i-1), 4) ] = ((int)now.sb[0].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].at[(tso_i-1)]", ((int)now.sb[0].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_772_0: /* 2 */
		now.sb[0].val[ Index((tso_i-1), 4) ] = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].val[(tso_i-1)]", ((int)now.sb[0].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_773_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_777_0; /* ';' */
S_776_1: /* 3 */
S_774_0: /* 2 */
		/* else */;
S_775_0: /* 2 */
		goto S_779_0;	/* 'goto' */
S_776_2: /* 3 */
		Uerror("blocking sel in d_step (nr.140, near line 27)");
S_778_0: /* 2 */
		goto S_779_0;	/* 'break' */
S_779_0: /* 2 */
		now.sb[0].n = (((int)now.sb[0].n)-1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
S_780_0: /* 2 */
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
S_781_0: /* 2 */
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		goto S_786_0; /* ';' */
		goto S_786_0; /* ';' */
S_785_1: /* 3 */
S_783_0: /* 2 */
		/* else */;
S_784_0: /* 2 */
		goto S_790_0;	/* 'goto' */
S_785_2: /* 3 */
		Uerror("blocking sel in d_step (nr.141, near line 36)");
S_787_0: /* 2 */
		goto S_790_0;	/* 'break' */
		goto S_790_0;
S_790_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 273: // STATE 753 - tso.h:52 - [x = mem[6]] (0:785:2 - 2)
		IfNotBlocked
		reached[1][753] = 1;
		(trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = ((int)now.mem[6]);
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: mem[6] = 0(785, 754, 785) */
		reached[1][754] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.mem[6]);
		now.mem[6] = 0;
#ifdef VAR_RANGES
		logval("mem[6]", ((int)now.mem[6]));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 274: // STATE 757 - spsc.h:47 - [(x)] (0:0:0 - 1)
		IfNotBlocked
		reached[1][757] = 1;
		if (!(((int)((P1 *)_this)->x)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 275: // STATE 779 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[0].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[1][779] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_814_0: /* 2 */
S_813_0: /* 2 */
S_795_0: /* 2 */
		if (!((((int)now.sb[0].n)>0)))
			goto S_813_1;
S_810_0: /* 2 */
S_796_0: /* 2 */
		now.mem[ Index(now.sb[0].at[0], 8) ] = ((int)now.sb[0].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[0].at[0]]", ((int)now.mem[ Index(((int)now.sb[0].at[0]), 8) ]));
#endif
		;
S_797_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_805_0: /* 2 */
S_804_0: /* 2 */
S_798_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_804_1;
S_799_0: /* 2 */
		now.sb[0].at[ Index((tso_i-1), 4) ] = ((int)now.sb[0].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].at[(tso_i-1)]", ((int)now.sb[0].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_800_0: /* 2 */
		now.sb[0].val[ Index((tso_i-1), 4) ] = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].val[(tso_i-1)]", ((int)now.sb[0].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_801_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_805_0; /* ';' */
S_804_1: /* 3 */
S_802_0: /* 2 */
		/* else */;
S_803_0: /* 2 */
		goto S_807_0;	/* 'goto' */
S_804_2: /* 3 */
		Uerror("blocking sel in d_step (nr.142, near line 27)");
S_806_0: /* 2 */
		goto S_807_0;	/* 'break' */
S_807_0: /* 2 */
		now.sb[0].n = (((int)now.sb[0].n)-1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
S_808_0: /* 2 */
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
S_809_0: /* 2 */
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		goto S_814_0; /* ';' */
		goto S_814_0; /* ';' */
S_813_1: /* 3 */
S_811_0: /* 2 */
		/* else */;
S_812_0: /* 2 */
		goto S_815_0;	/* 'goto' */
S_813_2: /* 3 */
		Uerror("blocking sel in d_step (nr.143, near line 36)");
S_815_0: /* 2 */
		goto S_818_0;	/* 'break' */
S_818_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 276: // STATE 781 - spsc.h:39 - [asleep[1] = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[1][781] = 1;
		(trpt+1)->bup.oval = ((int)now.asleep[1]);
		now.asleep[1] = 0;
#ifdef VAR_RANGES
		logval("asleep[1]", ((int)now.asleep[1]));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 277: // STATE 787 - spsc.h:50 - [(x)] (798:0:2 - 1)
		IfNotBlocked
		reached[1][787] = 1;
		if (!(((int)((P1 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P1 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->x = 0;
		/* merge: streak = 0(0, 788, 798) */
		reached[1][788] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->streak);
		((P1 *)_this)->streak = 0;
#ifdef VAR_RANGES
		logval("sender:streak", ((int)((P1 *)_this)->streak));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 278: // STATE 789 - spsc.h:52 - [((mode!=0))] (796:0:2 - 1)
		IfNotBlocked
		reached[1][789] = 1;
		if (!((((int)((P1 *)_this)->mode)!=0)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: mode */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P1 *)_this)->mode;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->mode = 0;
		/* merge: mode = 0(0, 790, 796) */
		reached[1][790] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->mode);
		((P1 *)_this)->mode = 0;
#ifdef VAR_RANGES
		logval("sender:mode", ((int)((P1 *)_this)->mode));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 279: // STATE 791 - tso.h:39 - [((sb[0].n<4))] (925:0:7 - 1)
		IfNotBlocked
		reached[1][791] = 1;
		if (!((((int)now.sb[0].n)<4)))
			continue;
		/* merge: sb[0].at[sb[0].n] = 3(925, 792, 925) */
		reached[1][792] = 1;
		(trpt+1)->bup.ovals = grab_ints(7);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]);
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 3;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		/* merge: sb[0].val[sb[0].n] = 0(925, 793, 925) */
		reached[1][793] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]);
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		/* merge: sb[0].n = (sb[0].n+1)(925, 794, 925) */
		reached[1][794] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[0].n);
		now.sb[0].n = (((int)now.sb[0].n)+1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
		/* merge: .(goto)(925, 799, 925) */
		reached[1][799] = 1;
		;
		/* merge: .(goto)(925, 802, 925) */
		reached[1][802] = 1;
		;
		/* merge: x = 0(925, 803, 925) */
		reached[1][803] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: .(goto)(925, 807, 925) */
		reached[1][807] = 1;
		;
		/* merge: .(goto)(925, 810, 925) */
		reached[1][810] = 1;
		;
		/* merge: .(goto)(925, 812, 925) */
		reached[1][812] = 1;
		;
		/* merge: .(goto)(925, 910, 925) */
		reached[1][910] = 1;
		;
		/* merge: x = 0(925, 911, 925) */
		reached[1][911] = 1;
		(trpt+1)->bup.ovals[4] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: r = 1(925, 913, 925) */
		reached[1][913] = 1;
		(trpt+1)->bup.ovals[5] = ((int)((P1 *)_this)->r);
		((P1 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("sender:r", ((int)((P1 *)_this)->r));
#endif
		;
		/* merge: .(goto)(925, 916, 925) */
		reached[1][916] = 1;
		;
		/* merge: .(goto)(925, 919, 925) */
		reached[1][919] = 1;
		;
		/* merge: x = 0(925, 920, 925) */
		reached[1][920] = 1;
		(trpt+1)->bup.ovals[6] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 15 */
	case 280: // STATE 803 - spsc.h:55 - [x = 0] (0:925:4 - 5)
		IfNotBlocked
		reached[1][803] = 1;
		(trpt+1)->bup.ovals = grab_ints(4);
		(trpt+1)->bup.ovals[0] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: .(goto)(925, 807, 925) */
		reached[1][807] = 1;
		;
		/* merge: .(goto)(925, 810, 925) */
		reached[1][810] = 1;
		;
		/* merge: .(goto)(925, 812, 925) */
		reached[1][812] = 1;
		;
		/* merge: .(goto)(925, 910, 925) */
		reached[1][910] = 1;
		;
		/* merge: x = 0(925, 911, 925) */
		reached[1][911] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: r = 1(925, 913, 925) */
		reached[1][913] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P1 *)_this)->r);
		((P1 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("sender:r", ((int)((P1 *)_this)->r));
#endif
		;
		/* merge: .(goto)(925, 916, 925) */
		reached[1][916] = 1;
		;
		/* merge: .(goto)(925, 919, 925) */
		reached[1][919] = 1;
		;
		/* merge: x = 0(925, 920, 925) */
		reached[1][920] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 9 */
	case 281: // STATE 828 - tso.h:42 - [D_STEP42]
		IfNotBlocked

		reached[1][828] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_851_0: /* 2 */
		((P1 *)_this)->x = ((int)now.mem[6]);
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
S_852_0: /* 2 */
		tso_i = 0;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_863_0: /* 2 */
S_862_0: /* 2 */
S_853_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_862_1;
S_857_0: /* 2 */
S_854_0: /* 2 */
		if (!((((int)now.sb[0].at[ Index(((int)tso_i), 4) ])==6)))
			goto S_857_1;
S_855_0: /* 2 */
		((P1 *)_this)->x = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		goto S_858_0;
S_857_1: /* 3 */
S_856_0: /* 2 */
		/* else */;
		goto S_858_0;
S_857_2: /* 3 */
		Uerror("blocking sel in d_step (nr.144, near line 46)");
S_858_0: /* 2 */
S_859_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_863_0; /* ';' */
S_862_1: /* 3 */
S_860_0: /* 2 */
		/* else */;
S_861_0: /* 2 */
		goto S_864_0;	/* 'goto' */
S_862_2: /* 3 */
		Uerror("blocking sel in d_step (nr.145, near line 45)");
S_864_0: /* 2 */
		goto S_944_0;	/* 'break' */
S_944_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 282: // STATE 830 - spsc.h:87 - [(x)] (0:0:1 - 1)
		IfNotBlocked
		reached[1][830] = 1;
		if (!(((int)((P1 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.oval = ((P1 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->x = 0;
		_m = 3; goto P999; /* 0 */
	case 283: // STATE 852 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[0].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[1][852] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_887_0: /* 2 */
S_886_0: /* 2 */
S_868_0: /* 2 */
		if (!((((int)now.sb[0].n)>0)))
			goto S_886_1;
S_883_0: /* 2 */
S_869_0: /* 2 */
		now.mem[ Index(now.sb[0].at[0], 8) ] = ((int)now.sb[0].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[0].at[0]]", ((int)now.mem[ Index(((int)now.sb[0].at[0]), 8) ]));
#endif
		;
S_870_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_878_0: /* 2 */
S_877_0: /* 2 */
S_871_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_877_1;
S_872_0: /* 2 */
		now.sb[0].at[ Index((tso_i-1), 4) ] = ((int)now.sb[0].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].at[(tso_i-1)]", ((int)now.sb[0].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_873_0: /* 2 */
		now.sb[0].val[ Index((tso_i-1), 4) ] = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].val[(tso_i-1)]", ((int)now.sb[0].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_874_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_878_0; /* ';' */
S_877_1: /* 3 */
S_875_0: /* 2 */
		/* else */;
S_876_0: /* 2 */
		goto S_880_0;	/* 'goto' */
S_877_2: /* 3 */
		Uerror("blocking sel in d_step (nr.146, near line 27)");
S_879_0: /* 2 */
		goto S_880_0;	/* 'break' */
S_880_0: /* 2 */
		now.sb[0].n = (((int)now.sb[0].n)-1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
S_881_0: /* 2 */
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
S_882_0: /* 2 */
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		goto S_887_0; /* ';' */
		goto S_887_0; /* ';' */
S_886_1: /* 3 */
S_884_0: /* 2 */
		/* else */;
S_885_0: /* 2 */
		goto S_891_0;	/* 'goto' */
S_886_2: /* 3 */
		Uerror("blocking sel in d_step (nr.147, near line 36)");
S_888_0: /* 2 */
		goto S_891_0;	/* 'break' */
		goto S_891_0;
S_891_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 284: // STATE 854 - tso.h:52 - [x = mem[6]] (0:886:2 - 2)
		IfNotBlocked
		reached[1][854] = 1;
		(trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = ((int)now.mem[6]);
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: mem[6] = 0(886, 855, 886) */
		reached[1][855] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.mem[6]);
		now.mem[6] = 0;
#ifdef VAR_RANGES
		logval("mem[6]", ((int)now.mem[6]));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 285: // STATE 858 - spsc.h:47 - [(x)] (0:0:0 - 1)
		IfNotBlocked
		reached[1][858] = 1;
		if (!(((int)((P1 *)_this)->x)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 286: // STATE 880 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[0].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[1][880] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_915_0: /* 2 */
S_914_0: /* 2 */
S_896_0: /* 2 */
		if (!((((int)now.sb[0].n)>0)))
			goto S_914_1;
S_911_0: /* 2 */
S_897_0: /* 2 */
		now.mem[ Index(now.sb[0].at[0], 8) ] = ((int)now.sb[0].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[0].at[0]]", ((int)now.mem[ Index(((int)now.sb[0].at[0]), 8) ]));
#endif
		;
S_898_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_906_0: /* 2 */
S_905_0: /* 2 */
S_899_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_905_1;
S_900_0: /* 2 */
		now.sb[0].at[ Index((tso_i-1), 4) ] = ((int)now.sb[0].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].at[(tso_i-1)]", ((int)now.sb[0].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_901_0: /* 2 */
		now.sb[0].val[ Index((tso_i-1), 4) ] = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].val[(tso_i-1)]", ((int)now.sb[0].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_902_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_906_0; /* ';' */
S_905_1: /* 3 */
S_903_0: /* 2 */
		/* else */;
S_904_0: /* 2 */
		goto S_908_0;	/* 'goto' */
S_905_2: /* 3 */
		Uerror("blocking sel in d_step (nr.148, near line 27)");
S_907_0: /* 2 */
		goto S_908_0;	/* 'break' */
S_908_0: /* 2 */
		now.sb[0].n = (((int)now.sb[0].n)-1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
S_909_0: /* 2 */
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
S_910_0: /* 2 */
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		goto S_915_0; /* ';' */
		goto S_915_0; /* ';' */
S_914_1: /* 3 */
S_912_0: /* 2 */
		/* else */;
S_913_0: /* 2 */
		goto S_916_0;	/* 'goto' */
S_914_2: /* 3 */
		Uerror("blocking sel in d_step (nr.149, near line 36)");
S_916_0: /* 2 */
		goto S_919_0;	/* 'break' */
S_919_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 287: // STATE 882 - spsc.h:39 - [asleep[1] = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[1][882] = 1;
		(trpt+1)->bup.oval = ((int)now.asleep[1]);
		now.asleep[1] = 0;
#ifdef VAR_RANGES
		logval("asleep[1]", ((int)now.asleep[1]));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 288: // STATE 888 - spsc.h:50 - [(x)] (899:0:2 - 1)
		IfNotBlocked
		reached[1][888] = 1;
		if (!(((int)((P1 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P1 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->x = 0;
		/* merge: streak = 0(0, 889, 899) */
		reached[1][889] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->streak);
		((P1 *)_this)->streak = 0;
#ifdef VAR_RANGES
		logval("sender:streak", ((int)((P1 *)_this)->streak));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 289: // STATE 890 - spsc.h:52 - [((mode!=0))] (897:0:2 - 1)
		IfNotBlocked
		reached[1][890] = 1;
		if (!((((int)((P1 *)_this)->mode)!=0)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: mode */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P1 *)_this)->mode;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->mode = 0;
		/* merge: mode = 0(0, 891, 897) */
		reached[1][891] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->mode);
		((P1 *)_this)->mode = 0;
#ifdef VAR_RANGES
		logval("sender:mode", ((int)((P1 *)_this)->mode));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 290: // STATE 892 - tso.h:39 - [((sb[0].n<4))] (925:0:7 - 1)
		IfNotBlocked
		reached[1][892] = 1;
		if (!((((int)now.sb[0].n)<4)))
			continue;
		/* merge: sb[0].at[sb[0].n] = 3(925, 893, 925) */
		reached[1][893] = 1;
		(trpt+1)->bup.ovals = grab_ints(7);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]);
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 3;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		/* merge: sb[0].val[sb[0].n] = 0(925, 894, 925) */
		reached[1][894] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]);
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		/* merge: sb[0].n = (sb[0].n+1)(925, 895, 925) */
		reached[1][895] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[0].n);
		now.sb[0].n = (((int)now.sb[0].n)+1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
		/* merge: .(goto)(925, 900, 925) */
		reached[1][900] = 1;
		;
		/* merge: .(goto)(925, 903, 925) */
		reached[1][903] = 1;
		;
		/* merge: x = 0(925, 904, 925) */
		reached[1][904] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: .(goto)(925, 908, 925) */
		reached[1][908] = 1;
		;
		/* merge: .(goto)(925, 910, 925) */
		reached[1][910] = 1;
		;
		/* merge: x = 0(925, 911, 925) */
		reached[1][911] = 1;
		(trpt+1)->bup.ovals[4] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: r = 1(925, 913, 925) */
		reached[1][913] = 1;
		(trpt+1)->bup.ovals[5] = ((int)((P1 *)_this)->r);
		((P1 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("sender:r", ((int)((P1 *)_this)->r));
#endif
		;
		/* merge: .(goto)(925, 916, 925) */
		reached[1][916] = 1;
		;
		/* merge: .(goto)(925, 919, 925) */
		reached[1][919] = 1;
		;
		/* merge: x = 0(925, 920, 925) */
		reached[1][920] = 1;
		(trpt+1)->bup.ovals[6] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 13 */
	case 291: // STATE 904 - spsc.h:55 - [x = 0] (0:925:4 - 5)
		IfNotBlocked
		reached[1][904] = 1;
		(trpt+1)->bup.ovals = grab_ints(4);
		(trpt+1)->bup.ovals[0] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: .(goto)(925, 908, 925) */
		reached[1][908] = 1;
		;
		/* merge: .(goto)(925, 910, 925) */
		reached[1][910] = 1;
		;
		/* merge: x = 0(925, 911, 925) */
		reached[1][911] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: r = 1(925, 913, 925) */
		reached[1][913] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P1 *)_this)->r);
		((P1 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("sender:r", ((int)((P1 *)_this)->r));
#endif
		;
		/* merge: .(goto)(925, 916, 925) */
		reached[1][916] = 1;
		;
		/* merge: .(goto)(925, 919, 925) */
		reached[1][919] = 1;
		;
		/* merge: x = 0(925, 920, 925) */
		reached[1][920] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 7 */
	case 292: // STATE 911 - spsc.h:89 - [x = 0] (0:925:3 - 11)
		IfNotBlocked
		reached[1][911] = 1;
		(trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: r = 1(925, 913, 925) */
		reached[1][913] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->r);
		((P1 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("sender:r", ((int)((P1 *)_this)->r));
#endif
		;
		/* merge: .(goto)(925, 916, 925) */
		reached[1][916] = 1;
		;
		/* merge: .(goto)(925, 919, 925) */
		reached[1][919] = 1;
		;
		/* merge: x = 0(925, 920, 925) */
		reached[1][920] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 4 */
	case 293: // STATE 920 - spsc.h:122 - [x = 0] (0:925:1 - 5)
		IfNotBlocked
		reached[1][920] = 1;
		(trpt+1)->bup.oval = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 294: // STATE 922 - spsc.h:224 - [((r!=0))] (1417:0:1 - 1)
		IfNotBlocked
		reached[1][922] = 1;
		if (!((((int)((P1 *)_this)->r)!=0)))
			continue;
		/* merge: goto :b25(1417, 923, 1417) */
		reached[1][923] = 1;
		;
		/* merge: rc = 0(1417, 1390, 1417) */
		reached[1][1390] = 1;
		(trpt+1)->bup.oval = ((int)((P1 *)_this)->rc);
		((P1 *)_this)->rc = 0;
#ifdef VAR_RANGES
		logval("sender:rc", ((int)((P1 *)_this)->rc));
#endif
		;
		_m = 3; goto P999; /* 2 */
	case 295: // STATE 948 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[0].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[1][948] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_983_0: /* 2 */
S_982_0: /* 2 */
S_964_0: /* 2 */
		if (!((((int)now.sb[0].n)>0)))
			goto S_982_1;
S_979_0: /* 2 */
S_965_0: /* 2 */
		now.mem[ Index(now.sb[0].at[0], 8) ] = ((int)now.sb[0].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[0].at[0]]", ((int)now.mem[ Index(((int)now.sb[0].at[0]), 8) ]));
#endif
		;
S_966_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_974_0: /* 2 */
S_973_0: /* 2 */
S_967_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_973_1;
S_968_0: /* 2 */
		now.sb[0].at[ Index((tso_i-1), 4) ] = ((int)now.sb[0].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].at[(tso_i-1)]", ((int)now.sb[0].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_969_0: /* 2 */
		now.sb[0].val[ Index((tso_i-1), 4) ] = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].val[(tso_i-1)]", ((int)now.sb[0].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_970_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_974_0; /* ';' */
S_973_1: /* 3 */
S_971_0: /* 2 */
		/* else */;
S_972_0: /* 2 */
		goto S_976_0;	/* 'goto' */
S_973_2: /* 3 */
		Uerror("blocking sel in d_step (nr.150, near line 27)");
S_975_0: /* 2 */
		goto S_976_0;	/* 'break' */
S_976_0: /* 2 */
		now.sb[0].n = (((int)now.sb[0].n)-1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
S_977_0: /* 2 */
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
S_978_0: /* 2 */
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		goto S_983_0; /* ';' */
		goto S_983_0; /* ';' */
S_982_1: /* 3 */
S_980_0: /* 2 */
		/* else */;
S_981_0: /* 2 */
		goto S_990_0;	/* 'goto' */
S_982_2: /* 3 */
		Uerror("blocking sel in d_step (nr.151, near line 36)");
S_984_0: /* 2 */
		goto S_990_0;	/* 'break' */
		goto S_990_0;
S_990_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 296: // STATE 950 - spsc.h:183 - [((mem[5]==1))] (959:0:1 - 1)
		IfNotBlocked
		reached[1][950] = 1;
		if (!((((int)now.mem[5])==1)))
			continue;
		/* merge: asleep[0] = 1(0, 951, 959) */
		reached[1][951] = 1;
		(trpt+1)->bup.oval = ((int)now.asleep[0]);
		now.asleep[0] = 1;
#ifdef VAR_RANGES
		logval("asleep[0]", ((int)now.asleep[0]));
#endif
		;
		/* merge: .(goto)(0, 954, 959) */
		reached[1][954] = 1;
		;
		_m = 3; goto P999; /* 2 */
	case 297: // STATE 955 - spsc.h:184 - [(((naps>0)&&asleep[0]))] (970:0:2 - 1)
		IfNotBlocked
		reached[1][955] = 1;
		if (!(((((int)((P1 *)_this)->naps)>0)&&((int)now.asleep[0]))))
			continue;
		/* merge: naps = (naps-1)(970, 956, 970) */
		reached[1][956] = 1;
		(trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((int)((P1 *)_this)->naps);
		((P1 *)_this)->naps = (((int)((P1 *)_this)->naps)-1);
#ifdef VAR_RANGES
		logval("sender:naps", ((int)((P1 *)_this)->naps));
#endif
		;
		/* merge: timed = 1(970, 957, 970) */
		reached[1][957] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->timed);
		((P1 *)_this)->timed = 1;
#ifdef VAR_RANGES
		logval("sender:timed", ((int)((P1 *)_this)->timed));
#endif
		;
		/* merge: .(goto)(970, 960, 970) */
		reached[1][960] = 1;
		;
		_m = 3; goto P999; /* 3 */
	case 298: // STATE 960 - spsc.h:185 - [.(goto)] (0:970:0 - 2)
		IfNotBlocked
		reached[1][960] = 1;
		;
		_m = 3; goto P999; /* 0 */
	case 299: // STATE 958 - spsc.h:184 - [(1)] (970:0:0 - 1)
		IfNotBlocked
		reached[1][958] = 1;
		if (!(1))
			continue;
		/* merge: .(goto)(970, 960, 970) */
		reached[1][960] = 1;
		;
		_m = 3; goto P999; /* 1 */
	case 300: // STATE 962 - spsc.h:187 - [(!(asleep[0]))] (1381:0:1 - 1)
		IfNotBlocked
		reached[1][962] = 1;
		if (!( !(((int)now.asleep[0]))))
			continue;
		/* merge: timed = 0(0, 963, 1381) */
		reached[1][963] = 1;
		(trpt+1)->bup.oval = ((int)((P1 *)_this)->timed);
		((P1 *)_this)->timed = 0;
#ifdef VAR_RANGES
		logval("sender:timed", ((int)((P1 *)_this)->timed));
#endif
		;
		/* merge: .(goto)(0, 971, 1381) */
		reached[1][971] = 1;
		;
		_m = 3; goto P999; /* 2 */
	case 301: // STATE 965 - spsc.h:188 - [((timed&&asleep[0]))] (1381:0:4 - 1)
		IfNotBlocked
		reached[1][965] = 1;
		if (!((((int)((P1 *)_this)->timed)&&((int)now.asleep[0]))))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: timed */  (trpt+1)->bup.ovals = grab_ints(4);
		(trpt+1)->bup.ovals[0] = ((P1 *)_this)->timed;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->timed = 0;
		/* merge: asleep[0] = 0(1381, 966, 1381) */
		reached[1][966] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.asleep[0]);
		now.asleep[0] = 0;
#ifdef VAR_RANGES
		logval("asleep[0]", ((int)now.asleep[0]));
#endif
		;
		/* merge: timed = 0(1381, 967, 1381) */
		reached[1][967] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P1 *)_this)->timed);
		((P1 *)_this)->timed = 0;
#ifdef VAR_RANGES
		logval("sender:timed", ((int)((P1 *)_this)->timed));
#endif
		;
		/* merge: rc = 3(1381, 968, 1381) */
		reached[1][968] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P1 *)_this)->rc);
		((P1 *)_this)->rc = 3;
#ifdef VAR_RANGES
		logval("sender:rc", ((int)((P1 *)_this)->rc));
#endif
		;
		/* merge: .(goto)(0, 971, 1381) */
		reached[1][971] = 1;
		;
		_m = 3; goto P999; /* 4 */
	case 302: // STATE 973 - spsc.h:99 - [r = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[1][973] = 1;
		(trpt+1)->bup.oval = ((int)((P1 *)_this)->r);
		((P1 *)_this)->r = 0;
#ifdef VAR_RANGES
		logval("sender:r", ((int)((P1 *)_this)->r));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 303: // STATE 974 - spsc.h:105 - [((r==0))] (0:0:0 - 1)
		IfNotBlocked
		reached[1][974] = 1;
		if (!((((int)((P1 *)_this)->r)==0)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 304: // STATE 975 - spsc.h:107 - [(((pos-seen)>=1))] (0:0:1 - 1)
		IfNotBlocked
		reached[1][975] = 1;
		if (!(((((int)((P1 *)_this)->pos)-((int)((P1 *)_this)->seen))>=1)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: seen */  (trpt+1)->bup.oval = ((P1 *)_this)->seen;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->seen = 0;
		_m = 3; goto P999; /* 0 */
	case 305: // STATE 990 - tso.h:42 - [D_STEP42]
		IfNotBlocked

		reached[1][990] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1013_0: /* 2 */
		((P1 *)_this)->seen = ((int)now.mem[2]);
#ifdef VAR_RANGES
		logval("sender:seen", ((int)((P1 *)_this)->seen));
#endif
		;
S_1014_0: /* 2 */
		tso_i = 0;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_1025_0: /* 2 */
S_1024_0: /* 2 */
S_1015_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_1024_1;
S_1019_0: /* 2 */
S_1016_0: /* 2 */
		if (!((((int)now.sb[0].at[ Index(((int)tso_i), 4) ])==2)))
			goto S_1019_1;
S_1017_0: /* 2 */
		((P1 *)_this)->seen = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sender:seen", ((int)((P1 *)_this)->seen));
#endif
		;
		goto S_1020_0;
S_1019_1: /* 3 */
S_1018_0: /* 2 */
		/* else */;
		goto S_1020_0;
S_1019_2: /* 3 */
		Uerror("blocking sel in d_step (nr.152, near line 46)");
S_1020_0: /* 2 */
S_1021_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_1025_0; /* ';' */
S_1024_1: /* 3 */
S_1022_0: /* 2 */
		/* else */;
S_1023_0: /* 2 */
		goto S_1026_0;	/* 'goto' */
S_1024_2: /* 3 */
		Uerror("blocking sel in d_step (nr.153, near line 45)");
S_1026_0: /* 2 */
		goto S_1047_0;	/* 'break' */
S_1047_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 306: // STATE 992 - spsc.h:109 - [(((pos-seen)>=1))] (0:0:1 - 1)
		IfNotBlocked
		reached[1][992] = 1;
		if (!(((((int)((P1 *)_this)->pos)-((int)((P1 *)_this)->seen))>=1)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: seen */  (trpt+1)->bup.oval = ((P1 *)_this)->seen;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->seen = 0;
		_m = 3; goto P999; /* 0 */
	case 307: // STATE 1007 - tso.h:42 - [D_STEP42]
		IfNotBlocked

		reached[1][1007] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1030_0: /* 2 */
		((P1 *)_this)->seen = ((int)now.mem[1]);
#ifdef VAR_RANGES
		logval("sender:seen", ((int)((P1 *)_this)->seen));
#endif
		;
S_1031_0: /* 2 */
		tso_i = 0;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_1042_0: /* 2 */
S_1041_0: /* 2 */
S_1032_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_1041_1;
S_1036_0: /* 2 */
S_1033_0: /* 2 */
		if (!((((int)now.sb[0].at[ Index(((int)tso_i), 4) ])==1)))
			goto S_1036_1;
S_1034_0: /* 2 */
		((P1 *)_this)->seen = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sender:seen", ((int)((P1 *)_this)->seen));
#endif
		;
		goto S_1037_0;
S_1036_1: /* 3 */
S_1035_0: /* 2 */
		/* else */;
		goto S_1037_0;
S_1036_2: /* 3 */
		Uerror("blocking sel in d_step (nr.154, near line 46)");
S_1037_0: /* 2 */
S_1038_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_1042_0; /* ';' */
S_1041_1: /* 3 */
S_1039_0: /* 2 */
		/* else */;
S_1040_0: /* 2 */
		goto S_1043_0;	/* 'goto' */
S_1041_2: /* 3 */
		Uerror("blocking sel in d_step (nr.155, near line 45)");
S_1043_0: /* 2 */
		goto S_1412_0;	/* 'break' */
S_1048_0: /* 1 */
S_1412_0:	/* break-dest */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 308: // STATE 1015 - spsc.h:113 - [(((pos-seen)<1))] (1022:0:1 - 1)
		IfNotBlocked
		reached[1][1015] = 1;
		if (!(((((int)((P1 *)_this)->pos)-((int)((P1 *)_this)->seen))<1)))
			continue;
		/* merge: pos = (pos+1)(0, 1016, 1022) */
		reached[1][1016] = 1;
		(trpt+1)->bup.oval = ((int)((P1 *)_this)->pos);
		((P1 *)_this)->pos = (((int)((P1 *)_this)->pos)+1);
#ifdef VAR_RANGES
		logval("sender:pos", ((int)((P1 *)_this)->pos));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 309: // STATE 1017 - tso.h:39 - [((sb[0].n<4))] (1372:0:3 - 1)
		IfNotBlocked
		reached[1][1017] = 1;
		if (!((((int)now.sb[0].n)<4)))
			continue;
		/* merge: sb[0].at[sb[0].n] = 0(1372, 1018, 1372) */
		reached[1][1018] = 1;
		(trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]);
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		/* merge: sb[0].val[sb[0].n] = pos(1372, 1019, 1372) */
		reached[1][1019] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]);
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = ((int)((P1 *)_this)->pos);
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		/* merge: sb[0].n = (sb[0].n+1)(1372, 1020, 1372) */
		reached[1][1020] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[0].n);
		now.sb[0].n = (((int)now.sb[0].n)+1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
		_m = 3; goto P999; /* 3 */
	case 310: // STATE 1023 - spsc.h:61 - [((mode==0))] (0:0:0 - 1)
		IfNotBlocked
		reached[1][1023] = 1;
		if (!((((int)((P1 *)_this)->mode)==0)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 311: // STATE 1045 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[0].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[1][1045] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1080_0: /* 2 */
S_1079_0: /* 2 */
S_1061_0: /* 2 */
		if (!((((int)now.sb[0].n)>0)))
			goto S_1079_1;
S_1076_0: /* 2 */
S_1062_0: /* 2 */
		now.mem[ Index(now.sb[0].at[0], 8) ] = ((int)now.sb[0].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[0].at[0]]", ((int)now.mem[ Index(((int)now.sb[0].at[0]), 8) ]));
#endif
		;
S_1063_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_1071_0: /* 2 */
S_1070_0: /* 2 */
S_1064_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_1070_1;
S_1065_0: /* 2 */
		now.sb[0].at[ Index((tso_i-1), 4) ] = ((int)now.sb[0].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].at[(tso_i-1)]", ((int)now.sb[0].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1066_0: /* 2 */
		now.sb[0].val[ Index((tso_i-1), 4) ] = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].val[(tso_i-1)]", ((int)now.sb[0].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1067_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_1071_0; /* ';' */
S_1070_1: /* 3 */
S_1068_0: /* 2 */
		/* else */;
S_1069_0: /* 2 */
		goto S_1073_0;	/* 'goto' */
S_1070_2: /* 3 */
		Uerror("blocking sel in d_step (nr.156, near line 27)");
S_1072_0: /* 2 */
		goto S_1073_0;	/* 'break' */
S_1073_0: /* 2 */
		now.sb[0].n = (((int)now.sb[0].n)-1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
S_1074_0: /* 2 */
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
S_1075_0: /* 2 */
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		goto S_1080_0; /* ';' */
		goto S_1080_0; /* ';' */
S_1079_1: /* 3 */
S_1077_0: /* 2 */
		/* else */;
S_1078_0: /* 2 */
		goto S_1081_0;	/* 'goto' */
S_1079_2: /* 3 */
		Uerror("blocking sel in d_step (nr.157, near line 36)");
S_1081_0: /* 2 */
		goto S_1099_0;	/* 'break' */
S_1099_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 312: // STATE 1061 - tso.h:42 - [D_STEP42]
		IfNotBlocked

		reached[1][1061] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1084_0: /* 2 */
		((P1 *)_this)->x = ((int)now.mem[6]);
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
S_1085_0: /* 2 */
		tso_i = 0;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_1096_0: /* 2 */
S_1095_0: /* 2 */
S_1086_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_1095_1;
S_1090_0: /* 2 */
S_1087_0: /* 2 */
		if (!((((int)now.sb[0].at[ Index(((int)tso_i), 4) ])==6)))
			goto S_1090_1;
S_1088_0: /* 2 */
		((P1 *)_this)->x = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		goto S_1091_0;
S_1090_1: /* 3 */
S_1089_0: /* 2 */
		/* else */;
		goto S_1091_0;
S_1090_2: /* 3 */
		Uerror("blocking sel in d_step (nr.158, near line 46)");
S_1091_0: /* 2 */
S_1092_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_1096_0; /* ';' */
S_1095_1: /* 3 */
S_1093_0: /* 2 */
		/* else */;
S_1094_0: /* 2 */
		goto S_1097_0;	/* 'goto' */
S_1095_2: /* 3 */
		Uerror("blocking sel in d_step (nr.159, near line 45)");
S_1097_0: /* 2 */
		goto S_1308_0;	/* 'break' */
S_1308_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 313: // STATE 1063 - spsc.h:67 - [(x)] (0:0:1 - 1)
		IfNotBlocked
		reached[1][1063] = 1;
		if (!(((int)((P1 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.oval = ((P1 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->x = 0;
		_m = 3; goto P999; /* 0 */
	case 314: // STATE 1085 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[0].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[1][1085] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1120_0: /* 2 */
S_1119_0: /* 2 */
S_1101_0: /* 2 */
		if (!((((int)now.sb[0].n)>0)))
			goto S_1119_1;
S_1116_0: /* 2 */
S_1102_0: /* 2 */
		now.mem[ Index(now.sb[0].at[0], 8) ] = ((int)now.sb[0].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[0].at[0]]", ((int)now.mem[ Index(((int)now.sb[0].at[0]), 8) ]));
#endif
		;
S_1103_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_1111_0: /* 2 */
S_1110_0: /* 2 */
S_1104_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_1110_1;
S_1105_0: /* 2 */
		now.sb[0].at[ Index((tso_i-1), 4) ] = ((int)now.sb[0].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].at[(tso_i-1)]", ((int)now.sb[0].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1106_0: /* 2 */
		now.sb[0].val[ Index((tso_i-1), 4) ] = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].val[(tso_i-1)]", ((int)now.sb[0].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1107_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_1111_0; /* ';' */
S_1110_1: /* 3 */
S_1108_0: /* 2 */
		/* else */;
S_1109_0: /* 2 */
		goto S_1113_0;	/* 'goto' */
S_1110_2: /* 3 */
		Uerror("blocking sel in d_step (nr.160, near line 27)");
S_1112_0: /* 2 */
		goto S_1113_0;	/* 'break' */
S_1113_0: /* 2 */
		now.sb[0].n = (((int)now.sb[0].n)-1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
S_1114_0: /* 2 */
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
S_1115_0: /* 2 */
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		goto S_1120_0; /* ';' */
		goto S_1120_0; /* ';' */
S_1119_1: /* 3 */
S_1117_0: /* 2 */
		/* else */;
S_1118_0: /* 2 */
		goto S_1124_0;	/* 'goto' */
S_1119_2: /* 3 */
		Uerror("blocking sel in d_step (nr.161, near line 36)");
S_1121_0: /* 2 */
		goto S_1124_0;	/* 'break' */
		goto S_1124_0;
S_1124_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 315: // STATE 1087 - tso.h:52 - [x = mem[6]] (0:1119:2 - 2)
		IfNotBlocked
		reached[1][1087] = 1;
		(trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = ((int)now.mem[6]);
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: mem[6] = 0(1119, 1088, 1119) */
		reached[1][1088] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.mem[6]);
		now.mem[6] = 0;
#ifdef VAR_RANGES
		logval("mem[6]", ((int)now.mem[6]));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 316: // STATE 1091 - spsc.h:47 - [(x)] (0:0:0 - 1)
		IfNotBlocked
		reached[1][1091] = 1;
		if (!(((int)((P1 *)_this)->x)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 317: // STATE 1113 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[0].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[1][1113] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1148_0: /* 2 */
S_1147_0: /* 2 */
S_1129_0: /* 2 */
		if (!((((int)now.sb[0].n)>0)))
			goto S_1147_1;
S_1144_0: /* 2 */
S_1130_0: /* 2 */
		now.mem[ Index(now.sb[0].at[0], 8) ] = ((int)now.sb[0].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[0].at[0]]", ((int)now.mem[ Index(((int)now.sb[0].at[0]), 8) ]));
#endif
		;
S_1131_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_1139_0: /* 2 */
S_1138_0: /* 2 */
S_1132_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_1138_1;
S_1133_0: /* 2 */
		now.sb[0].at[ Index((tso_i-1), 4) ] = ((int)now.sb[0].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].at[(tso_i-1)]", ((int)now.sb[0].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1134_0: /* 2 */
		now.sb[0].val[ Index((tso_i-1), 4) ] = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].val[(tso_i-1)]", ((int)now.sb[0].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1135_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_1139_0; /* ';' */
S_1138_1: /* 3 */
S_1136_0: /* 2 */
		/* else */;
S_1137_0: /* 2 */
		goto S_1141_0;	/* 'goto' */
S_1138_2: /* 3 */
		Uerror("blocking sel in d_step (nr.162, near line 27)");
S_1140_0: /* 2 */
		goto S_1141_0;	/* 'break' */
S_1141_0: /* 2 */
		now.sb[0].n = (((int)now.sb[0].n)-1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
S_1142_0: /* 2 */
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
S_1143_0: /* 2 */
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		goto S_1148_0; /* ';' */
		goto S_1148_0; /* ';' */
S_1147_1: /* 3 */
S_1145_0: /* 2 */
		/* else */;
S_1146_0: /* 2 */
		goto S_1149_0;	/* 'goto' */
S_1147_2: /* 3 */
		Uerror("blocking sel in d_step (nr.163, near line 36)");
S_1149_0: /* 2 */
		goto S_1152_0;	/* 'break' */
S_1152_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 318: // STATE 1115 - spsc.h:39 - [asleep[1] = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[1][1115] = 1;
		(trpt+1)->bup.oval = ((int)now.asleep[1]);
		now.asleep[1] = 0;
#ifdef VAR_RANGES
		logval("asleep[1]", ((int)now.asleep[1]));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 319: // STATE 1121 - spsc.h:50 - [(x)] (1132:0:2 - 1)
		IfNotBlocked
		reached[1][1121] = 1;
		if (!(((int)((P1 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P1 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->x = 0;
		/* merge: streak = 0(0, 1122, 1132) */
		reached[1][1122] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->streak);
		((P1 *)_this)->streak = 0;
#ifdef VAR_RANGES
		logval("sender:streak", ((int)((P1 *)_this)->streak));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 320: // STATE 1123 - spsc.h:52 - [((mode!=0))] (1130:0:2 - 1)
		IfNotBlocked
		reached[1][1123] = 1;
		if (!((((int)((P1 *)_this)->mode)!=0)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: mode */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P1 *)_this)->mode;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->mode = 0;
		/* merge: mode = 0(0, 1124, 1130) */
		reached[1][1124] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->mode);
		((P1 *)_this)->mode = 0;
#ifdef VAR_RANGES
		logval("sender:mode", ((int)((P1 *)_this)->mode));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 321: // STATE 1125 - tso.h:39 - [((sb[0].n<4))] (1385:0:7 - 1)
		IfNotBlocked
		reached[1][1125] = 1;
		if (!((((int)now.sb[0].n)<4)))
			continue;
		/* merge: sb[0].at[sb[0].n] = 3(1385, 1126, 1385) */
		reached[1][1126] = 1;
		(trpt+1)->bup.ovals = grab_ints(7);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]);
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 3;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		/* merge: sb[0].val[sb[0].n] = 0(1385, 1127, 1385) */
		reached[1][1127] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]);
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		/* merge: sb[0].n = (sb[0].n+1)(1385, 1128, 1385) */
		reached[1][1128] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[0].n);
		now.sb[0].n = (((int)now.sb[0].n)+1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
		/* merge: .(goto)(1385, 1133, 1385) */
		reached[1][1133] = 1;
		;
		/* merge: .(goto)(1385, 1136, 1385) */
		reached[1][1136] = 1;
		;
		/* merge: x = 0(1385, 1137, 1385) */
		reached[1][1137] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: .(goto)(1385, 1272, 1385) */
		reached[1][1272] = 1;
		;
		/* merge: .(goto)(1385, 1370, 1385) */
		reached[1][1370] = 1;
		;
		/* merge: x = 0(1385, 1371, 1385) */
		reached[1][1371] = 1;
		(trpt+1)->bup.ovals[4] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: r = 1(1385, 1373, 1385) */
		reached[1][1373] = 1;
		(trpt+1)->bup.ovals[5] = ((int)((P1 *)_this)->r);
		((P1 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("sender:r", ((int)((P1 *)_this)->r));
#endif
		;
		/* merge: .(goto)(1385, 1376, 1385) */
		reached[1][1376] = 1;
		;
		/* merge: .(goto)(1385, 1379, 1385) */
		reached[1][1379] = 1;
		;
		/* merge: x = 0(1385, 1380, 1385) */
		reached[1][1380] = 1;
		(trpt+1)->bup.ovals[6] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 13 */
	case 322: // STATE 1137 - spsc.h:55 - [x = 0] (0:1385:4 - 5)
		IfNotBlocked
		reached[1][1137] = 1;
		(trpt+1)->bup.ovals = grab_ints(4);
		(trpt+1)->bup.ovals[0] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: .(goto)(1385, 1272, 1385) */
		reached[1][1272] = 1;
		;
		/* merge: .(goto)(1385, 1370, 1385) */
		reached[1][1370] = 1;
		;
		/* merge: x = 0(1385, 1371, 1385) */
		reached[1][1371] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: r = 1(1385, 1373, 1385) */
		reached[1][1373] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P1 *)_this)->r);
		((P1 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("sender:r", ((int)((P1 *)_this)->r));
#endif
		;
		/* merge: .(goto)(1385, 1376, 1385) */
		reached[1][1376] = 1;
		;
		/* merge: .(goto)(1385, 1379, 1385) */
		reached[1][1379] = 1;
		;
		/* merge: x = 0(1385, 1380, 1385) */
		reached[1][1380] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 7 */
	case 323: // STATE 1140 - spsc.h:69 - [streak = (streak+1)] (0:0:1 - 1)
		IfNotBlocked
		reached[1][1140] = 1;
		(trpt+1)->bup.oval = ((int)((P1 *)_this)->streak);
		((P1 *)_this)->streak = (((int)((P1 *)_this)->streak)+1);
#ifdef VAR_RANGES
		logval("sender:streak", ((int)((P1 *)_this)->streak));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 324: // STATE 1141 - spsc.h:71 - [((streak>=2))] (1149:0:3 - 1)
		IfNotBlocked
		reached[1][1141] = 1;
		if (!((((int)((P1 *)_this)->streak)>=2)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: streak */  (trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((P1 *)_this)->streak;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->streak = 0;
		/* merge: streak = 2(1149, 1142, 1149) */
		reached[1][1142] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->streak);
		((P1 *)_this)->streak = 2;
#ifdef VAR_RANGES
		logval("sender:streak", ((int)((P1 *)_this)->streak));
#endif
		;
		/* merge: mode = 1(1149, 1143, 1149) */
		reached[1][1143] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P1 *)_this)->mode);
		((P1 *)_this)->mode = 1;
#ifdef VAR_RANGES
		logval("sender:mode", ((int)((P1 *)_this)->mode));
#endif
		;
		_m = 3; goto P999; /* 2 */
	case 325: // STATE 1144 - tso.h:39 - [((sb[0].n<4))] (1172:0:3 - 1)
		IfNotBlocked
		reached[1][1144] = 1;
		if (!((((int)now.sb[0].n)<4)))
			continue;
		/* merge: sb[0].at[sb[0].n] = 3(1172, 1145, 1172) */
		reached[1][1145] = 1;
		(trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]);
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 3;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		/* merge: sb[0].val[sb[0].n] = 1(1172, 1146, 1172) */
		reached[1][1146] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]);
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 1;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		/* merge: sb[0].n = (sb[0].n+1)(1172, 1147, 1172) */
		reached[1][1147] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[0].n);
		now.sb[0].n = (((int)now.sb[0].n)+1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
		_m = 3; goto P999; /* 3 */
	case 326: // STATE 1171 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[0].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[1][1171] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1206_0: /* 2 */
S_1205_0: /* 2 */
S_1187_0: /* 2 */
		if (!((((int)now.sb[0].n)>0)))
			goto S_1205_1;
S_1202_0: /* 2 */
S_1188_0: /* 2 */
		now.mem[ Index(now.sb[0].at[0], 8) ] = ((int)now.sb[0].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[0].at[0]]", ((int)now.mem[ Index(((int)now.sb[0].at[0]), 8) ]));
#endif
		;
S_1189_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_1197_0: /* 2 */
S_1196_0: /* 2 */
S_1190_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_1196_1;
S_1191_0: /* 2 */
		now.sb[0].at[ Index((tso_i-1), 4) ] = ((int)now.sb[0].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].at[(tso_i-1)]", ((int)now.sb[0].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1192_0: /* 2 */
		now.sb[0].val[ Index((tso_i-1), 4) ] = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].val[(tso_i-1)]", ((int)now.sb[0].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1193_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_1197_0; /* ';' */
S_1196_1: /* 3 */
S_1194_0: /* 2 */
		/* else */;
S_1195_0: /* 2 */
		goto S_1199_0;	/* 'goto' */
S_1196_2: /* 3 */
		Uerror("blocking sel in d_step (nr.164, near line 27)");
S_1198_0: /* 2 */
		goto S_1199_0;	/* 'break' */
S_1199_0: /* 2 */
		now.sb[0].n = (((int)now.sb[0].n)-1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
S_1200_0: /* 2 */
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
S_1201_0: /* 2 */
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		goto S_1206_0; /* ';' */
		goto S_1206_0; /* ';' */
S_1205_1: /* 3 */
S_1203_0: /* 2 */
		/* else */;
S_1204_0: /* 2 */
		goto S_1207_0;	/* 'goto' */
S_1205_2: /* 3 */
		Uerror("blocking sel in d_step (nr.165, near line 36)");
S_1207_0: /* 2 */
		goto S_1225_0;	/* 'break' */
S_1225_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 327: // STATE 1187 - tso.h:42 - [D_STEP42]
		IfNotBlocked

		reached[1][1187] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1210_0: /* 2 */
		((P1 *)_this)->x = ((int)now.mem[6]);
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
S_1211_0: /* 2 */
		tso_i = 0;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_1222_0: /* 2 */
S_1221_0: /* 2 */
S_1212_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_1221_1;
S_1216_0: /* 2 */
S_1213_0: /* 2 */
		if (!((((int)now.sb[0].at[ Index(((int)tso_i), 4) ])==6)))
			goto S_1216_1;
S_1214_0: /* 2 */
		((P1 *)_this)->x = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		goto S_1217_0;
S_1216_1: /* 3 */
S_1215_0: /* 2 */
		/* else */;
		goto S_1217_0;
S_1216_2: /* 3 */
		Uerror("blocking sel in d_step (nr.166, near line 46)");
S_1217_0: /* 2 */
S_1218_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_1222_0; /* ';' */
S_1221_1: /* 3 */
S_1219_0: /* 2 */
		/* else */;
S_1220_0: /* 2 */
		goto S_1223_0;	/* 'goto' */
S_1221_2: /* 3 */
		Uerror("blocking sel in d_step (nr.167, near line 45)");
S_1223_0: /* 2 */
		goto S_1303_0;	/* 'break' */
S_1303_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 328: // STATE 1189 - spsc.h:80 - [(x)] (0:0:1 - 1)
		IfNotBlocked
		reached[1][1189] = 1;
		if (!(((int)((P1 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.oval = ((P1 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->x = 0;
		_m = 3; goto P999; /* 0 */
	case 329: // STATE 1211 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[0].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[1][1211] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1246_0: /* 2 */
S_1245_0: /* 2 */
S_1227_0: /* 2 */
		if (!((((int)now.sb[0].n)>0)))
			goto S_1245_1;
S_1242_0: /* 2 */
S_1228_0: /* 2 */
		now.mem[ Index(now.sb[0].at[0], 8) ] = ((int)now.sb[0].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[0].at[0]]", ((int)now.mem[ Index(((int)now.sb[0].at[0]), 8) ]));
#endif
		;
S_1229_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_1237_0: /* 2 */
S_1236_0: /* 2 */
S_1230_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_1236_1;
S_1231_0: /* 2 */
		now.sb[0].at[ Index((tso_i-1), 4) ] = ((int)now.sb[0].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].at[(tso_i-1)]", ((int)now.sb[0].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1232_0: /* 2 */
		now.sb[0].val[ Index((tso_i-1), 4) ] = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].val[(tso_i-1)]", ((int)now.sb[0].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1233_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_1237_0; /* ';' */
S_1236_1: /* 3 */
S_1234_0: /* 2 */
		/* else */;
S_1235_0: /* 2 */
		goto S_1239_0;	/* 'goto' */
S_1236_2: /* 3 */
		Uerror("blocking sel in d_step (nr.168, near line 27)");
S_1238_0: /* 2 */
		goto S_1239_0;	/* 'break' */
S_1239_0: /* 2 */
		now.sb[0].n = (((int)now.sb[0].n)-1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
S_1240_0: /* 2 */
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
S_1241_0: /* 2 */
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		goto S_1246_0; /* ';' */
		goto S_1246_0; /* ';' */
S_1245_1: /* 3 */
S_1243_0: /* 2 */
		/* else */;
S_1244_0: /* 2 */
		goto S_1250_0;	/* 'goto' */
S_1245_2: /* 3 */
		Uerror("blocking sel in d_step (nr.169, near line 36)");
S_1247_0: /* 2 */
		goto S_1250_0;	/* 'break' */
		goto S_1250_0;
S_1250_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 330: // STATE 1213 - tso.h:52 - [x = mem[6]] (0:1245:2 - 2)
		IfNotBlocked
		reached[1][1213] = 1;
		(trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = ((int)now.mem[6]);
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: mem[6] = 0(1245, 1214, 1245) */
		reached[1][1214] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.mem[6]);
		now.mem[6] = 0;
#ifdef VAR_RANGES
		logval("mem[6]", ((int)now.mem[6]));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 331: // STATE 1217 - spsc.h:47 - [(x)] (0:0:0 - 1)
		IfNotBlocked
		reached[1][1217] = 1;
		if (!(((int)((P1 *)_this)->x)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 332: // STATE 1239 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[0].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[1][1239] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1274_0: /* 2 */
S_1273_0: /* 2 */
S_1255_0: /* 2 */
		if (!((((int)now.sb[0].n)>0)))
			goto S_1273_1;
S_1270_0: /* 2 */
S_1256_0: /* 2 */
		now.mem[ Index(now.sb[0].at[0], 8) ] = ((int)now.sb[0].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[0].at[0]]", ((int)now.mem[ Index(((int)now.sb[0].at[0]), 8) ]));
#endif
		;
S_1257_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_1265_0: /* 2 */
S_1264_0: /* 2 */
S_1258_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_1264_1;
S_1259_0: /* 2 */
		now.sb[0].at[ Index((tso_i-1), 4) ] = ((int)now.sb[0].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].at[(tso_i-1)]", ((int)now.sb[0].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1260_0: /* 2 */
		now.sb[0].val[ Index((tso_i-1), 4) ] = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].val[(tso_i-1)]", ((int)now.sb[0].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1261_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_1265_0; /* ';' */
S_1264_1: /* 3 */
S_1262_0: /* 2 */
		/* else */;
S_1263_0: /* 2 */
		goto S_1267_0;	/* 'goto' */
S_1264_2: /* 3 */
		Uerror("blocking sel in d_step (nr.170, near line 27)");
S_1266_0: /* 2 */
		goto S_1267_0;	/* 'break' */
S_1267_0: /* 2 */
		now.sb[0].n = (((int)now.sb[0].n)-1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
S_1268_0: /* 2 */
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
S_1269_0: /* 2 */
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		goto S_1274_0; /* ';' */
		goto S_1274_0; /* ';' */
S_1273_1: /* 3 */
S_1271_0: /* 2 */
		/* else */;
S_1272_0: /* 2 */
		goto S_1275_0;	/* 'goto' */
S_1273_2: /* 3 */
		Uerror("blocking sel in d_step (nr.171, near line 36)");
S_1275_0: /* 2 */
		goto S_1278_0;	/* 'break' */
S_1278_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 333: // STATE 1241 - spsc.h:39 - [asleep[1] = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[1][1241] = 1;
		(trpt+1)->bup.oval = ((int)now.asleep[1]);
		now.asleep[1] = 0;
#ifdef VAR_RANGES
		logval("asleep[1]", ((int)now.asleep[1]));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 334: // STATE 1247 - spsc.h:50 - [(x)] (1258:0:2 - 1)
		IfNotBlocked
		reached[1][1247] = 1;
		if (!(((int)((P1 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P1 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->x = 0;
		/* merge: streak = 0(0, 1248, 1258) */
		reached[1][1248] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->streak);
		((P1 *)_this)->streak = 0;
#ifdef VAR_RANGES
		logval("sender:streak", ((int)((P1 *)_this)->streak));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 335: // STATE 1249 - spsc.h:52 - [((mode!=0))] (1256:0:2 - 1)
		IfNotBlocked
		reached[1][1249] = 1;
		if (!((((int)((P1 *)_this)->mode)!=0)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: mode */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P1 *)_this)->mode;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->mode = 0;
		/* merge: mode = 0(0, 1250, 1256) */
		reached[1][1250] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->mode);
		((P1 *)_this)->mode = 0;
#ifdef VAR_RANGES
		logval("sender:mode", ((int)((P1 *)_this)->mode));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 336: // STATE 1251 - tso.h:39 - [((sb[0].n<4))] (1385:0:7 - 1)
		IfNotBlocked
		reached[1][1251] = 1;
		if (!((((int)now.sb[0].n)<4)))
			continue;
		/* merge: sb[0].at[sb[0].n] = 3(1385, 1252, 1385) */
		reached[1][1252] = 1;
		(trpt+1)->bup.ovals = grab_ints(7);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]);
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 3;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		/* merge: sb[0].val[sb[0].n] = 0(1385, 1253, 1385) */
		reached[1][1253] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]);
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		/* merge: sb[0].n = (sb[0].n+1)(1385, 1254, 1385) */
		reached[1][1254] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[0].n);
		now.sb[0].n = (((int)now.sb[0].n)+1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
		/* merge: .(goto)(1385, 1259, 1385) */
		reached[1][1259] = 1;
		;
		/* merge: .(goto)(1385, 1262, 1385) */
		reached[1][1262] = 1;
		;
		/* merge: x = 0(1385, 1263, 1385) */
		reached[1][1263] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: .(goto)(1385, 1267, 1385) */
		reached[1][1267] = 1;
		;
		/* merge: .(goto)(1385, 1270, 1385) */
		reached[1][1270] = 1;
		;
		/* merge: .(goto)(1385, 1272, 1385) */
		reached[1][1272] = 1;
		;
		/* merge: .(goto)(1385, 1370, 1385) */
		reached[1][1370] = 1;
		;
		/* merge: x = 0(1385, 1371, 1385) */
		reached[1][1371] = 1;
		(trpt+1)->bup.ovals[4] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: r = 1(1385, 1373, 1385) */
		reached[1][1373] = 1;
		(trpt+1)->bup.ovals[5] = ((int)((P1 *)_this)->r);
		((P1 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("sender:r", ((int)((P1 *)_this)->r));
#endif
		;
		/* merge: .(goto)(1385, 1376, 1385) */
		reached[1][1376] = 1;
		;
		/* merge: .(goto)(1385, 1379, 1385) */
		reached[1][1379] = 1;
		;
		/* merge: x = 0(1385, 1380, 1385) */
		reached[1][1380] = 1;
		(trpt+1)->bup.ovals[6] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 15 */
	case 337: // STATE 1263 - spsc.h:55 - [x = 0] (0:1385:4 - 5)
		IfNotBlocked
		reached[1][1263] = 1;
		(trpt+1)->bup.ovals = grab_ints(4);
		(trpt+1)->bup.ovals[0] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: .(goto)(1385, 1267, 1385) */
		reached[1][1267] = 1;
		;
		/* merge: .(goto)(1385, 1270, 1385) */
		reached[1][1270] = 1;
		;
		/* merge: .(goto)(1385, 1272, 1385) */
		reached[1][1272] = 1;
		;
		/* merge: .(goto)(1385, 1370, 1385) */
		reached[1][1370] = 1;
		;
		/* merge: x = 0(1385, 1371, 1385) */
		reached[1][1371] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: r = 1(1385, 1373, 1385) */
		reached[1][1373] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P1 *)_this)->r);
		((P1 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("sender:r", ((int)((P1 *)_this)->r));
#endif
		;
		/* merge: .(goto)(1385, 1376, 1385) */
		reached[1][1376] = 1;
		;
		/* merge: .(goto)(1385, 1379, 1385) */
		reached[1][1379] = 1;
		;
		/* merge: x = 0(1385, 1380, 1385) */
		reached[1][1380] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 9 */
	case 338: // STATE 1288 - tso.h:42 - [D_STEP42]
		IfNotBlocked

		reached[1][1288] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1311_0: /* 2 */
		((P1 *)_this)->x = ((int)now.mem[6]);
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
S_1312_0: /* 2 */
		tso_i = 0;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_1323_0: /* 2 */
S_1322_0: /* 2 */
S_1313_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_1322_1;
S_1317_0: /* 2 */
S_1314_0: /* 2 */
		if (!((((int)now.sb[0].at[ Index(((int)tso_i), 4) ])==6)))
			goto S_1317_1;
S_1315_0: /* 2 */
		((P1 *)_this)->x = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		goto S_1318_0;
S_1317_1: /* 3 */
S_1316_0: /* 2 */
		/* else */;
		goto S_1318_0;
S_1317_2: /* 3 */
		Uerror("blocking sel in d_step (nr.172, near line 46)");
S_1318_0: /* 2 */
S_1319_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_1323_0; /* ';' */
S_1322_1: /* 3 */
S_1320_0: /* 2 */
		/* else */;
S_1321_0: /* 2 */
		goto S_1324_0;	/* 'goto' */
S_1322_2: /* 3 */
		Uerror("blocking sel in d_step (nr.173, near line 45)");
S_1324_0: /* 2 */
		goto S_1404_0;	/* 'break' */
S_1404_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 339: // STATE 1290 - spsc.h:87 - [(x)] (0:0:1 - 1)
		IfNotBlocked
		reached[1][1290] = 1;
		if (!(((int)((P1 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.oval = ((P1 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->x = 0;
		_m = 3; goto P999; /* 0 */
	case 340: // STATE 1312 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[0].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[1][1312] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1347_0: /* 2 */
S_1346_0: /* 2 */
S_1328_0: /* 2 */
		if (!((((int)now.sb[0].n)>0)))
			goto S_1346_1;
S_1343_0: /* 2 */
S_1329_0: /* 2 */
		now.mem[ Index(now.sb[0].at[0], 8) ] = ((int)now.sb[0].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[0].at[0]]", ((int)now.mem[ Index(((int)now.sb[0].at[0]), 8) ]));
#endif
		;
S_1330_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_1338_0: /* 2 */
S_1337_0: /* 2 */
S_1331_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_1337_1;
S_1332_0: /* 2 */
		now.sb[0].at[ Index((tso_i-1), 4) ] = ((int)now.sb[0].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].at[(tso_i-1)]", ((int)now.sb[0].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1333_0: /* 2 */
		now.sb[0].val[ Index((tso_i-1), 4) ] = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].val[(tso_i-1)]", ((int)now.sb[0].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1334_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_1338_0; /* ';' */
S_1337_1: /* 3 */
S_1335_0: /* 2 */
		/* else */;
S_1336_0: /* 2 */
		goto S_1340_0;	/* 'goto' */
S_1337_2: /* 3 */
		Uerror("blocking sel in d_step (nr.174, near line 27)");
S_1339_0: /* 2 */
		goto S_1340_0;	/* 'break' */
S_1340_0: /* 2 */
		now.sb[0].n = (((int)now.sb[0].n)-1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
S_1341_0: /* 2 */
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
S_1342_0: /* 2 */
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		goto S_1347_0; /* ';' */
		goto S_1347_0; /* ';' */
S_1346_1: /* 3 */
S_1344_0: /* 2 */
		/* else */;
S_1345_0: /* 2 */
		goto S_1351_0;	/* 'goto' */
S_1346_2: /* 3 */
		Uerror("blocking sel in d_step (nr.175, near line 36)");
S_1348_0: /* 2 */
		goto S_1351_0;	/* 'break' */
		goto S_1351_0;
S_1351_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 341: // STATE 1314 - tso.h:52 - [x = mem[6]] (0:1346:2 - 2)
		IfNotBlocked
		reached[1][1314] = 1;
		(trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = ((int)now.mem[6]);
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: mem[6] = 0(1346, 1315, 1346) */
		reached[1][1315] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.mem[6]);
		now.mem[6] = 0;
#ifdef VAR_RANGES
		logval("mem[6]", ((int)now.mem[6]));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 342: // STATE 1318 - spsc.h:47 - [(x)] (0:0:0 - 1)
		IfNotBlocked
		reached[1][1318] = 1;
		if (!(((int)((P1 *)_this)->x)))
			continue;
		_m = 3; goto P999; /* 0 */
	case 343: // STATE 1340 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[0].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[1][1340] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1375_0: /* 2 */
S_1374_0: /* 2 */
S_1356_0: /* 2 */
		if (!((((int)now.sb[0].n)>0)))
			goto S_1374_1;
S_1371_0: /* 2 */
S_1357_0: /* 2 */
		now.mem[ Index(now.sb[0].at[0], 8) ] = ((int)now.sb[0].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[0].at[0]]", ((int)now.mem[ Index(((int)now.sb[0].at[0]), 8) ]));
#endif
		;
S_1358_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_1366_0: /* 2 */
S_1365_0: /* 2 */
S_1359_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_1365_1;
S_1360_0: /* 2 */
		now.sb[0].at[ Index((tso_i-1), 4) ] = ((int)now.sb[0].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].at[(tso_i-1)]", ((int)now.sb[0].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1361_0: /* 2 */
		now.sb[0].val[ Index((tso_i-1), 4) ] = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].val[(tso_i-1)]", ((int)now.sb[0].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1362_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_1366_0; /* ';' */
S_1365_1: /* 3 */
S_1363_0: /* 2 */
		/* else */;
S_1364_0: /* 2 */
		goto S_1368_0;	/* 'goto' */
S_1365_2: /* 3 */
		Uerror("blocking sel in d_step (nr.176, near line 27)");
S_1367_0: /* 2 */
		goto S_1368_0;	/* 'break' */
S_1368_0: /* 2 */
		now.sb[0].n = (((int)now.sb[0].n)-1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
S_1369_0: /* 2 */
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
S_1370_0: /* 2 */
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		goto S_1375_0; /* ';' */
		goto S_1375_0; /* ';' */
S_1374_1: /* 3 */
S_1372_0: /* 2 */
		/* else */;
S_1373_0: /* 2 */
		goto S_1376_0;	/* 'goto' */
S_1374_2: /* 3 */
		Uerror("blocking sel in d_step (nr.177, near line 36)");
S_1376_0: /* 2 */
		goto S_1379_0;	/* 'break' */
S_1379_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 344: // STATE 1342 - spsc.h:39 - [asleep[1] = 0] (0:0:1 - 1)
		IfNotBlocked
		reached[1][1342] = 1;
		(trpt+1)->bup.oval = ((int)now.asleep[1]);
		now.asleep[1] = 0;
#ifdef VAR_RANGES
		logval("asleep[1]", ((int)now.asleep[1]));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 345: // STATE 1348 - spsc.h:50 - [(x)] (1359:0:2 - 1)
		IfNotBlocked
		reached[1][1348] = 1;
		if (!(((int)((P1 *)_this)->x)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: x */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P1 *)_this)->x;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->x = 0;
		/* merge: streak = 0(0, 1349, 1359) */
		reached[1][1349] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->streak);
		((P1 *)_this)->streak = 0;
#ifdef VAR_RANGES
		logval("sender:streak", ((int)((P1 *)_this)->streak));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 346: // STATE 1350 - spsc.h:52 - [((mode!=0))] (1357:0:2 - 1)
		IfNotBlocked
		reached[1][1350] = 1;
		if (!((((int)((P1 *)_this)->mode)!=0)))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: mode */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P1 *)_this)->mode;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->mode = 0;
		/* merge: mode = 0(0, 1351, 1357) */
		reached[1][1351] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->mode);
		((P1 *)_this)->mode = 0;
#ifdef VAR_RANGES
		logval("sender:mode", ((int)((P1 *)_this)->mode));
#endif
		;
		_m = 3; goto P999; /* 1 */
	case 347: // STATE 1352 - tso.h:39 - [((sb[0].n<4))] (1385:0:7 - 1)
		IfNotBlocked
		reached[1][1352] = 1;
		if (!((((int)now.sb[0].n)<4)))
			continue;
		/* merge: sb[0].at[sb[0].n] = 3(1385, 1353, 1385) */
		reached[1][1353] = 1;
		(trpt+1)->bup.ovals = grab_ints(7);
		(trpt+1)->bup.ovals[0] = ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]);
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 3;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		/* merge: sb[0].val[sb[0].n] = 0(1385, 1354, 1385) */
		reached[1][1354] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]);
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		/* merge: sb[0].n = (sb[0].n+1)(1385, 1355, 1385) */
		reached[1][1355] = 1;
		(trpt+1)->bup.ovals[2] = ((int)now.sb[0].n);
		now.sb[0].n = (((int)now.sb[0].n)+1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
		/* merge: .(goto)(1385, 1360, 1385) */
		reached[1][1360] = 1;
		;
		/* merge: .(goto)(1385, 1363, 1385) */
		reached[1][1363] = 1;
		;
		/* merge: x = 0(1385, 1364, 1385) */
		reached[1][1364] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: .(goto)(1385, 1368, 1385) */
		reached[1][1368] = 1;
		;
		/* merge: .(goto)(1385, 1370, 1385) */
		reached[1][1370] = 1;
		;
		/* merge: x = 0(1385, 1371, 1385) */
		reached[1][1371] = 1;
		(trpt+1)->bup.ovals[4] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: r = 1(1385, 1373, 1385) */
		reached[1][1373] = 1;
		(trpt+1)->bup.ovals[5] = ((int)((P1 *)_this)->r);
		((P1 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("sender:r", ((int)((P1 *)_this)->r));
#endif
		;
		/* merge: .(goto)(1385, 1376, 1385) */
		reached[1][1376] = 1;
		;
		/* merge: .(goto)(1385, 1379, 1385) */
		reached[1][1379] = 1;
		;
		/* merge: x = 0(1385, 1380, 1385) */
		reached[1][1380] = 1;
		(trpt+1)->bup.ovals[6] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 13 */
	case 348: // STATE 1364 - spsc.h:55 - [x = 0] (0:1385:4 - 5)
		IfNotBlocked
		reached[1][1364] = 1;
		(trpt+1)->bup.ovals = grab_ints(4);
		(trpt+1)->bup.ovals[0] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: .(goto)(1385, 1368, 1385) */
		reached[1][1368] = 1;
		;
		/* merge: .(goto)(1385, 1370, 1385) */
		reached[1][1370] = 1;
		;
		/* merge: x = 0(1385, 1371, 1385) */
		reached[1][1371] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: r = 1(1385, 1373, 1385) */
		reached[1][1373] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P1 *)_this)->r);
		((P1 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("sender:r", ((int)((P1 *)_this)->r));
#endif
		;
		/* merge: .(goto)(1385, 1376, 1385) */
		reached[1][1376] = 1;
		;
		/* merge: .(goto)(1385, 1379, 1385) */
		reached[1][1379] = 1;
		;
		/* merge: x = 0(1385, 1380, 1385) */
		reached[1][1380] = 1;
		(trpt+1)->bup.ovals[3] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 7 */
	case 349: // STATE 1371 - spsc.h:89 - [x = 0] (0:1385:3 - 11)
		IfNotBlocked
		reached[1][1371] = 1;
		(trpt+1)->bup.ovals = grab_ints(3);
		(trpt+1)->bup.ovals[0] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: r = 1(1385, 1373, 1385) */
		reached[1][1373] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->r);
		((P1 *)_this)->r = 1;
#ifdef VAR_RANGES
		logval("sender:r", ((int)((P1 *)_this)->r));
#endif
		;
		/* merge: .(goto)(1385, 1376, 1385) */
		reached[1][1376] = 1;
		;
		/* merge: .(goto)(1385, 1379, 1385) */
		reached[1][1379] = 1;
		;
		/* merge: x = 0(1385, 1380, 1385) */
		reached[1][1380] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 4 */
	case 350: // STATE 1380 - spsc.h:122 - [x = 0] (0:1385:1 - 5)
		IfNotBlocked
		reached[1][1380] = 1;
		(trpt+1)->bup.oval = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 351: // STATE 1382 - spsc.h:228 - [(((r!=0)||(rc==3)))] (1417:0:2 - 1)
		IfNotBlocked
		reached[1][1382] = 1;
		if (!(((((int)((P1 *)_this)->r)!=0)||(((int)((P1 *)_this)->rc)==3))))
			continue;
		if (TstOnly) return 1; /* TT */
		/* dead 1: rc */  (trpt+1)->bup.ovals = grab_ints(2);
		(trpt+1)->bup.ovals[0] = ((P1 *)_this)->rc;
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->rc = 0;
		/* merge: goto :b25(1417, 1383, 1417) */
		reached[1][1383] = 1;
		;
		/* merge: rc = 0(1417, 1390, 1417) */
		reached[1][1390] = 1;
		(trpt+1)->bup.ovals[1] = ((int)((P1 *)_this)->rc);
		((P1 *)_this)->rc = 0;
#ifdef VAR_RANGES
		logval("sender:rc", ((int)((P1 *)_this)->rc));
#endif
		;
		_m = 3; goto P999; /* 2 */
	case 352: // STATE 1390 - spsc.h:230 - [rc = 0] (0:1417:1 - 5)
		IfNotBlocked
		reached[1][1390] = 1;
		(trpt+1)->bup.oval = ((int)((P1 *)_this)->rc);
		((P1 *)_this)->rc = 0;
#ifdef VAR_RANGES
		logval("sender:rc", ((int)((P1 *)_this)->rc));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 353: // STATE 1412 - tso.h:36 - [D_STEP36]
		if (!(((boq == -1 && (((int)now.sb[0].n)>0))) || (boq == -1 /* else */)))
			continue;

		reached[1][1412] = 1;
		reached[1][t->st] = 1;
		reached[1][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_1447_0: /* 2 */
S_1446_0: /* 2 */
S_1428_0: /* 2 */
		if (!((((int)now.sb[0].n)>0)))
			goto S_1446_1;
S_1443_0: /* 2 */
S_1429_0: /* 2 */
		now.mem[ Index(now.sb[0].at[0], 8) ] = ((int)now.sb[0].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[0].at[0]]", ((int)now.mem[ Index(((int)now.sb[0].at[0]), 8) ]));
#endif
		;
S_1430_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_1438_0: /* 2 */
S_1437_0: /* 2 */
S_1431_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_1437_1;
S_1432_0: /* 2 */
		now.sb[0].at[ Index((tso_i-1), 4) ] = ((int)now.sb[0].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].at[(tso_i-1)]", ((int)now.sb[0].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1433_0: /* 2 */
		now.sb[0].val[ Index((tso_i-1), 4) ] = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].val[(tso_i-1)]", ((int)now.sb[0].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_1434_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_1438_0; /* ';' */
S_1437_1: /* 3 */
S_1435_0: /* 2 */
		/* else */;
S_1436_0: /* 2 */
		goto S_1440_0;	/* 'goto' */
S_1437_2: /* 3 */
		Uerror("blocking sel in d_step (nr.178, near line 27)");
S_1439_0: /* 2 */
		goto S_1440_0;	/* 'break' */
S_1440_0: /* 2 */
		now.sb[0].n = (((int)now.sb[0].n)-1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
S_1441_0: /* 2 */
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
S_1442_0: /* 2 */
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		goto S_1447_0; /* ';' */
		goto S_1447_0; /* ';' */
S_1446_1: /* 3 */
S_1444_0: /* 2 */
		/* else */;
S_1445_0: /* 2 */
		goto S_1451_0;	/* 'goto' */
S_1446_2: /* 3 */
		Uerror("blocking sel in d_step (nr.179, near line 36)");
S_1448_0: /* 2 */
		goto S_1451_0;	/* 'break' */
		goto S_1451_0;
S_1451_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 354: // STATE 1414 - tso.h:52 - [x = mem[5]] (0:1422:4 - 2)
		IfNotBlocked
		reached[1][1414] = 1;
		(trpt+1)->bup.ovals = grab_ints(4);
		(trpt+1)->bup.ovals[0] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = ((int)now.mem[5]);
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		if (TstOnly) return 1; /* TT */
		/* dead 2: x */  
#ifdef HAS_CODE
		if (!readtrail)
#endif
			((P1 *)_this)->x = 0;
		/* merge: mem[5] = 0(1422, 1415, 1422) */
		reached[1][1415] = 1;
		(trpt+1)->bup.ovals[1] = ((int)now.mem[5]);
		now.mem[5] = 0;
#ifdef VAR_RANGES
		logval("mem[5]", ((int)now.mem[5]));
#endif
		;
		/* merge: x = 0(1422, 1418, 1422) */
		reached[1][1418] = 1;
		(trpt+1)->bup.ovals[2] = ((int)((P1 *)_this)->x);
		((P1 *)_this)->x = 0;
#ifdef VAR_RANGES
		logval("sender:x", ((int)((P1 *)_this)->x));
#endif
		;
		/* merge: .(goto)(0, 1421, 1422) */
		reached[1][1421] = 1;
		;
		/* merge: .(goto)(0, 1423, 1422) */
		reached[1][1423] = 1;
		;
		_m = 3; goto P999; /* 4 */
	case 355: // STATE 1425 - spsc.h:235 - [ended[0] = 1] (0:0:1 - 3)
		IfNotBlocked
		reached[1][1425] = 1;
		(trpt+1)->bup.oval = ((int)now.ended[0]);
		now.ended[0] = 1;
#ifdef VAR_RANGES
		logval("ended[0]", ((int)now.ended[0]));
#endif
		;
		_m = 3; goto P999; /* 0 */
	case 356: // STATE 1426 - spsc.h:236 - [-end-] (0:0:0 - 1)
		IfNotBlocked
		reached[1][1426] = 1;
		if (!delproc(1, II)) continue;
		_m = 3; goto P999; /* 0 */

		 /* PROC memory */
	case 357: // STATE 17 - tso.h:70 - [D_STEP70]
		if (!(boq == -1 && (((int)now.sb[0].n)>0)))
			continue;

		reached[0][17] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_000_0: /* 2 */
		if (!((((int)now.sb[0].n)>0)))
			Uerror("block in d_step seq");
S_015_0: /* 2 */
S_001_0: /* 2 */
		now.mem[ Index(now.sb[0].at[0], 8) ] = ((int)now.sb[0].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[0].at[0]]", ((int)now.mem[ Index(((int)now.sb[0].at[0]), 8) ]));
#endif
		;
S_002_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_010_0: /* 2 */
S_009_0: /* 2 */
S_003_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[0].n))))
			goto S_009_1;
S_004_0: /* 2 */
		now.sb[0].at[ Index((tso_i-1), 4) ] = ((int)now.sb[0].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].at[(tso_i-1)]", ((int)now.sb[0].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_005_0: /* 2 */
		now.sb[0].val[ Index((tso_i-1), 4) ] = ((int)now.sb[0].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[0].val[(tso_i-1)]", ((int)now.sb[0].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_006_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_010_0; /* ';' */
S_009_1: /* 3 */
S_007_0: /* 2 */
		/* else */;
S_008_0: /* 2 */
		goto S_012_0;	/* 'goto' */
S_009_2: /* 3 */
		Uerror("blocking sel in d_step (nr.180, near line 27)");
S_011_0: /* 2 */
		goto S_012_0;	/* 'break' */
S_012_0: /* 2 */
		now.sb[0].n = (((int)now.sb[0].n)-1);
#ifdef VAR_RANGES
		logval("sb[0].n", ((int)now.sb[0].n));
#endif
		;
S_013_0: /* 2 */
		now.sb[0].at[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].at[sb[0].n]", ((int)now.sb[0].at[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
S_014_0: /* 2 */
		now.sb[0].val[ Index(now.sb[0].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[0].val[sb[0].n]", ((int)now.sb[0].val[ Index(((int)now.sb[0].n), 4) ]));
#endif
		;
		goto S_035_0;
S_035_0: /* 1 */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 358: // STATE 34 - tso.h:72 - [D_STEP72]
		if (!(boq == -1 && (((int)now.sb[1].n)>0)))
			continue;

		reached[0][34] = 1;
		reached[0][t->st] = 1;
		reached[0][tt] = 1;

		if (TstOnly) return 1;

		sv_save();
		S_017_0: /* 2 */
		if (!((((int)now.sb[1].n)>0)))
			Uerror("block in d_step seq");
S_032_0: /* 2 */
S_018_0: /* 2 */
		now.mem[ Index(now.sb[1].at[0], 8) ] = ((int)now.sb[1].val[0]);
#ifdef VAR_RANGES
		logval("mem[sb[1].at[0]]", ((int)now.mem[ Index(((int)now.sb[1].at[0]), 8) ]));
#endif
		;
S_019_0: /* 2 */
		tso_i = 1;
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
S_027_0: /* 2 */
S_026_0: /* 2 */
S_020_0: /* 2 */
		if (!((((int)tso_i)<((int)now.sb[1].n))))
			goto S_026_1;
S_021_0: /* 2 */
		now.sb[1].at[ Index((tso_i-1), 4) ] = ((int)now.sb[1].at[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].at[(tso_i-1)]", ((int)now.sb[1].at[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_022_0: /* 2 */
		now.sb[1].val[ Index((tso_i-1), 4) ] = ((int)now.sb[1].val[ Index(((int)tso_i), 4) ]);
#ifdef VAR_RANGES
		logval("sb[1].val[(tso_i-1)]", ((int)now.sb[1].val[ Index((((int)tso_i)-1), 4) ]));
#endif
		;
S_023_0: /* 2 */
		tso_i = (((int)tso_i)+1);
#ifdef VAR_RANGES
		logval("tso_i", ((int)tso_i));
#endif
		;
		goto S_027_0; /* ';' */
S_026_1: /* 3 */
S_024_0: /* 2 */
		/* else */;
S_025_0: /* 2 */
		goto S_029_0;	/* 'goto' */
S_026_2: /* 3 */
		Uerror("blocking sel in d_step (nr.181, near line 27)");
S_028_0: /* 2 */
		goto S_029_0;	/* 'break' */
S_029_0: /* 2 */
		now.sb[1].n = (((int)now.sb[1].n)-1);
#ifdef VAR_RANGES
		logval("sb[1].n", ((int)now.sb[1].n));
#endif
		;
S_030_0: /* 2 */
		now.sb[1].at[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].at[sb[1].n]", ((int)now.sb[1].at[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
S_031_0: /* 2 */
		now.sb[1].val[ Index(now.sb[1].n, 4) ] = 0;
#ifdef VAR_RANGES
		logval("sb[1].val[sb[1].n]", ((int)now.sb[1].val[ Index(((int)now.sb[1].n), 4) ]));
#endif
		;
		goto S_035_0; /* ';' */
		goto S_035_0; /* ';' */

#if defined(C_States) && (HAS_TRACK==1)
		c_update((uchar *) &(now.c_state[0]));
#endif
		_m = 3; goto P999;

	case 359: // STATE 38 - tso.h:81 - [-end-] (0:0:0 - 1)
		IfNotBlocked
		reached[0][38] = 1;
		if (!delproc(1, II)) continue;
		_m = 3; goto P999; /* 0 */
	case  _T5:	/* np_ */
		if (!((!(trpt->o_pm&4) && !(trpt->tau&128))))
			continue;
		/* else fall through */
	case  _T2:	/* true */
		_m = 3; goto P999;
#undef rand
	}

