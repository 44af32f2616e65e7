title the fish in the drying pond
cast a: child
cast b: grown
cast c: old
word fish: carp, goldfish, perch, trout
word vessel: buckets, wash tubs, milk cans, soup pots
number n: 20..60
number w: 5..8

beat start
3: It had not rained for {w} weeks, and the heat (lay over|pressed down on) the town like a warm (blanket|iron) when {a.intro} walked out to the pond
3: In the hottest summer that anyone could remember, {a.intro} went to the pond to (paddle|find some shade)
1: It had not rained for {w} weeks, and I went to the pond to cool my feet
1: This is the hottest summer that anyone can remember. (Yesterday|This morning) I walked out to the pond
beat but
there was hardly any pond left
the water had shrunk to a (brown puddle|muddy pool)
beat start
In the last of the water, {fish} were (gasping|flapping|wriggling)
{fish} were lying side by side in the last few inches, (gasping|gulping for air)
beat say a
Poor things! In two days there will be nothing left for you to swim in
They cannot walk away, so somebody has to carry them
beat so
{a} ran and told {b.intro}, who was (dozing in the shade|fanning {b.self} with a newspaper)
{a} hurried to {b.intro}, who was (dozing in the shade|sitting with both feet in a basin)
beat say b to a
In this heat? Well, bring me a hat. The big river is still deep enough
It is too hot to move, but you are right. The big river still has plenty of water
beat then
{b} went from door to door and asked for (helpers|strong arms) and {vessel}
{a} rang every doorbell in the street, and people came out with {vessel}
beat start
{c.intro} (showed|taught) everyone how to stand in a long line, so that nobody had to walk far
It was {c.intro} who had the best plan: a long line of people, each one passing things on to the next
beat then
{a} waded into the warm mud and scooped up the fish with (a sieve|both hands|a colander)
{a} rolled up both trouser legs, stepped into the mud and lifted the fish out, one by one
beat and
from hand to hand the {vessel} travelled down to the river
the {vessel} went along the line, from one pair of hands to the next
beat when
the sun went down
the last pail had been emptied
beat start
{n} fish were swimming in the cool river
all {n} fish were safe in the deep, cool river
beat maybe start
@tired a
@proud a
beat maybe say b
I have not had so much fun since I was small
The hottest day of the year, and I forgot to complain about it
beat paragraph
(A week later|Ten days later) the sky turned (dark|purple), and fat drops began to fall
At the end of the month the rain came at last
beat and
the pond filled up again, little by little
people ran out to (dance|stand) in the puddles
beat maybe start
Some of the fish were carried back, and the rest liked the river so much that they stayed there
In spring there were frogs in the pond again, and everything began anew

ask why
? Why were the fish in danger
? Why did the pond become so small
! It had not rained, and the pond was drying up
! The pond was drying up in the heat
ask how-many n
? How many fish were saved
? How many fish did they bring to the river
! {n} fish were saved
! The people carried {n} fish to the river
ask what
? What did the people carry the fish in
? What did the people bring from their houses
! The people used {vessel}
! They brought {vessel}
ask who c
? Who had the plan with the long line
? Who showed the people how to stand
! {c.name} did
! It was {c.name} who thought of the line
ask where
? Where did they take the fish
? Where were the fish safe in the end
! They took the fish to the river
! In the end the fish were safe in the river
